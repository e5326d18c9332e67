"""The stock pipeline that we measure against: llama-index, Chroma and the same encoder, put together as documented.

Chunks of 256 tokens, so that its encoder sees every word, as ours does; the defaults (1,024) would hide three quarters
of each article from it and be quicker for it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

QUESTION_TOP_K = 8
CHUNK_SIZE, CHUNK_OVERLAP = 256, 32


class Stock:
    """A library in a folder of its own."""

    def __init__(self, folder: Path, model: Path) -> None:
        import chromadb
        from llama_index.core import StorageContext
        from llama_index.core.llms import MockLLM
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
        from llama_index.vector_stores.chroma import ChromaVectorStore

        client = chromadb.PersistentClient(str(folder))
        self._store = ChromaVectorStore(chroma_collection=client.get_or_create_collection("stock"))
        self._context = StorageContext.from_defaults(vector_store=self._store)
        self._embedder = HuggingFaceEmbedding(model_name=str(model))
        self._splitter = SentenceSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP)
        self._llm = MockLLM()
        self._engine: Any = None

    def warm_up(self) -> None:
        """Encode something, so that what is timed next does not load the model."""
        self._embedder.get_query_embedding("warm up")

    def ingest(self, files: Sequence[Path], titles: Sequence[str]) -> None:
        """Read, split, encode and store the files."""
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.query_engine import CitationQueryEngine

        documents = [
            Document(text=file.read_text(encoding="utf-8"), metadata={"title": title, "file": file.name})
            for file, title in zip(files, titles, strict=True)
        ]
        index = VectorStoreIndex.from_documents(
            documents, storage_context=self._context, embed_model=self._embedder, transformations=[self._splitter]
        )
        self._engine = CitationQueryEngine.from_args(index, llm=self._llm, similarity_top_k=QUESTION_TOP_K)

    def ask(self, question: str) -> object:
        """Answer with a language model that costs no time (it repeats its prompt), so retrieval is what is timed."""
        return self._engine.query(question)
