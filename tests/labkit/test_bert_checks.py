"""Checks of fine-tuning: each passes what is right, and says what is wrong."""

import math

import numpy as np
import pytest
import torch
from labkit import bert, checks
from labkit import instruments_bert as kit


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


class TestAttentionMaskMatchesPadding:
    def encode(self, **more):
        settings = {"padding": "max_length", "truncation": True, "max_length": 9, "return_tensors": "pt"}
        return bert.tiny_tokenizer()(["a good rover", "not " * 20], **{**settings, **more})

    def test_should_pass(self):
        checks.attention_mask_matches_padding(self.encode(), length=9)
        checks.attention_mask_matches_padding(dict(self.encode(return_tensors="np")))

    def test_should_fail(self):
        right = self.encode()
        with fails("4 of 4 paddings have mask 1"):
            checks.attention_mask_matches_padding(
                {**right, "attention_mask": torch.ones_like(right["input_ids"])}
            )
        with fails("tokens do not have mask 1"):
            checks.attention_mask_matches_padding({**right, "attention_mask": right["attention_mask"] * 0})
        with fails("should be"):
            checks.attention_mask_matches_padding(right, length=12)
        with fails("hold input_ids"):
            checks.attention_mask_matches_padding({"input_ids": right["input_ids"]})
        with fails("list"):
            checks.attention_mask_matches_padding(self.encode(return_tensors=None))
        with fails("not there yet"):
            checks.attention_mask_matches_padding(None)


class TestFrozenExcept:
    def test_should_pass(self):
        for model in (bert.tiny_classifier(), bert.tiny_classifier(3, deep_head=True)):
            model.base_model.requires_grad_(False)
            checks.frozen_except(model, ["classifier"])
        model = bert.tiny_distilbert()
        model.base_model.requires_grad_(False)
        for flag in (True, False):
            model.pre_classifier.requires_grad_(flag)
            checks.frozen_except(model, ["classifier"], either=["pre_classifier"])

    def test_should_fail(self):
        model = bert.tiny_classifier()
        with fails("should be frozen require gradients.*: the pooler"):
            checks.frozen_except(model, ["classifier"], why="the pooler")
        model.requires_grad_(False)
        with fails("2 of 2 parameters that should be trained are frozen"):
            checks.frozen_except(model, ["classifier"])
        model.classifier.requires_grad_(True)
        model.bert.pooler.dense.bias.requires_grad_(True)
        with fails("1 of .* that should be frozen"):
            checks.frozen_except(model, ["classifier"])
        with fails("nn.Module"):
            checks.frozen_except([1], ["classifier"])


class TestLrScheduleMatches:
    def rates(self, total=100, warmup=0.1, lr=1e-3, shift=0):
        rise = warmup * total
        line = (k + shift for k in range(total))
        return [lr * (k / rise if k < rise else max(0, (total - k) / (total - rise))) for k in line]

    def test_should_pass(self):
        for total, warmup in ((100, 0.1), (83, 0.1), (40, 0.3), (1000, 0.06)):
            for shift in (0, 1):
                rates = self.rates(total, warmup, shift=shift)
                checks.lr_schedule_matches(rates, lr=1e-3, total_steps=total, warmup=warmup)
        rates = [1e-3 * min(1, k / 10) * (1 if k < 10 else (100 - k) / 90) for k in range(100)]
        checks.lr_schedule_matches(np.array(rates), lr=1e-3, total_steps=100)

    def test_should_fail(self):
        def check(rates):
            checks.lr_schedule_matches(rates, lr=1e-3, total_steps=100, name="the rate")

        with fails("starts at 1 of its full value"):
            check([1e-3 * (100 - k) / 100 for k in range(100)])
        with fails("highest at step 30"):
            check(self.rates(warmup=0.3))
        with fails("ends at 1 of"):
            check([1e-3 * min(1, k / 10) for k in range(100)])
        with fails("reaches 2 of the value"):
            check(self.rates(lr=2e-3))
        with fails("leaves the lines"):
            check(
                [
                    1e-3 * (k / 10 if k < 10 else (1 + math.cos(math.pi * (k - 10) / 90)) / 2)
                    for k in range(100)
                ]
            )
        with fails("shape"):
            check(self.rates()[:50])


class TestAccumulationEqualsLargeBatch:
    def stepper(self, model, whole, parts=4, divide=True, clear="once", steps="once"):
        optimizer, _ = kit.descent(model, 0.2)

        def step():
            optimizer.zero_grad()
            for k in range(parts):
                if clear == "each":
                    optimizer.zero_grad()
                loss = model(**{key: value[k::parts] for key, value in whole.items()}).loss
                (loss / parts if divide else loss).backward()
                if steps == "each":
                    optimizer.step()
            if steps == "once":
                optimizer.step()

        return step

    def check(self, **mistake):
        model, twin, whole = bert.tiny_classifier(1), bert.tiny_classifier(1), bert.tiny_batch(12)
        checks.accumulation_equals_large_batch(
            model,
            self.stepper(model, whole, **mistake),
            lambda weights: torch.func.functional_call(twin, weights, (), whole).loss,
            lr=0.2,
            parts=4,
        )

    def test_should_pass(self):
        for _ in range(3):
            self.check()

    def test_should_fail(self):
        with fails("(3.99|4|4.0\\d*) times as far"):
            self.check(divide=False)
        with fails("clear the gradients once"):
            self.check(clear="each")
        with fails("4 micro-batches"):
            self.check(divide=False, steps="each")


class TestSoftmaxStable:
    def test_should_pass(self):
        checks.softmax_stable(lambda z: torch.softmax(z, dim=1))
        checks.softmax_stable(lambda z: z.double().softmax(-1))

        def by_numpy(z):
            assert isinstance(z, np.ndarray)
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)

        checks.softmax_stable(by_numpy)

    def test_should_fail(self):
        with fails("sum to 1"):
            checks.softmax_stable(lambda z: torch.softmax(z, dim=0))
        with fails("overflows"):
            checks.softmax_stable(lambda z: z.exp() / z.exp().sum(1, keepdim=True))
        with fails("NaN|sum|overflow"):
            checks.softmax_stable(lambda z: (z - z.max()).exp() / (z - z.max()).exp().sum(1, keepdim=True))
        with fails("shape"):
            checks.softmax_stable(lambda z: torch.softmax(z, dim=1)[:, 1])
        with fails("sum|close|differ|should"):
            checks.softmax_stable(torch.sigmoid)


class TestMetricsMatch:
    truth = np.array([1, 1, 1, 0, 0, 0, 0, 0])
    guess = np.array([1, 0, 0, 1, 1, 0, 0, 1])

    def scores(self, t, p):
        tp, claimed, actual = ((t == 1) & (p == 1)).sum().item(), (p == 1).sum().item(), (t == 1).sum().item()
        return {
            "accuracy": (t == p).sum().item() / len(t),
            "precision": tp / claimed if claimed else 0.0,
            "recall": tp / actual if actual else 0.0,
            "f1": 2 * tp / (claimed + actual) if claimed + actual else 0.0,
        }

    def test_should_pass(self):
        for fn in (
            self.scores,
            lambda t, p: {key: torch.tensor(value) for key, value in self.scores(t, p).items()},
            lambda t, p: {key: np.float32(value) for key, value in self.scores(t, p).items()} | {"n": 8},
        ):
            for t, p in (
                (self.truth, self.guess),
                (self.truth, 0 * self.guess),
                (0 * self.truth, self.guess),
            ):
                checks.metrics_match(fn, t, p)

    def test_should_fail(self):
        def check(words, change, p=self.guess):
            with fails(words):
                checks.metrics_match(lambda t, p: change(self.scores(t, p)), self.truth, p)

        check("swapped", lambda s: {**s, "precision": s["recall"], "recall": s["precision"]})
        check("division by zero", lambda s: {**s, "precision": math.nan}, 0 * self.guess)
        check("`f1` is .* class 1", lambda s: {**s, "f1": 0.5})
        check("no entry 'f1'", lambda s: {k: v for k, v in s.items() if k != "f1"})
        check("be a dict", lambda s: list(s.values()))
        with fails("raised ZeroDivisionError"):
            checks.metrics_match(lambda t, p: 1 / int((p == 1).sum()), self.truth, 0 * self.guess)
