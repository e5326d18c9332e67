"""What is read of a question that is asked of the invented library, and names that stand in it."""

from datetime import date

from app.interpret import interpret
from app.request import Constraints
from app.understanding import Interpretation
from tests.app.libraries import KARST

TODAY = date(2031, 5, 20)
COURIER, POST, MONITOR, NYT = "The Veldan Courier", "Harbour Post", "Global Monitor", "The New York Times"
NORTHGATE, EVENING = "Northgate Times", "Evening Times"
BRANDT = ("Ilsa Brandt", "By Piet Okonjo and Ilsa Brandt")
LINDQVISTS = ("Petra Lindqvist, Northgate Times", "Ewan Lindqvist")


def read(question: str, *history: str, **by_hand: object) -> Interpretation:
    return interpret(question, history, Constraints(**by_hand), KARST, TODAY)
