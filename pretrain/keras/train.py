"""
Trains the scorer with Keras on the shards of `npm run features`, as `npm run pretrain -- --data` does on the data sets
themselves: from the network in the package, and held near to it.

    python train.py --features FOLDER --out FOLDER

With JAX it runs on all devices, and on several hosts if KERAS_DISTRIBUTION_JOB_ADDRESSES,
KERAS_DISTRIBUTION_NUM_PROCESSES and KERAS_DISTRIBUTION_PROCESS_ID are set; with another backend on one device. The
batch must be divisible by the number of devices.
"""

import argparse
import itertools
import math
import os
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np
from keras import layers, ops

from model_files import Scorer, read_scorer, write_scorer
from shards import Shards, Ticks

#: Weight of all ticks from which they are many: some 300 samples.
MANY = 2000
#: Time before a press from which its path counts, ms, of few ticks and of many.
AIMED_MS = (450, 800)
#: Share of the learning rate left at the end.
FINAL_RATE = 0.05
#: Added to the logits of rows that do not count.
PADDING = -1e9


@keras.saving.register_keras_serializable("predictive-buttons")
class Pull(keras.regularizers.Regularizer):
    """Squared distance from the weights that training starts from."""

    def __init__(self, start: np.ndarray, strength: float):
        self.start, self.strength = start, strength

    def __call__(self, weights):
        return self.strength * ops.sum(ops.square(weights - self.start))


def build(start: Scorer, rows: int, strength: float) -> keras.Model:
    """The scorer over all rows of a tick, whose output is their logits: of each row, one for each horizon."""
    features = keras.Input((rows, len(start.mean)), name="features")
    mask = keras.Input((rows,), name="mask")
    values = layers.Normalization(mean=start.mean, variance=start.std**2, name="scaling")(features)
    for i, (kernel, bias) in enumerate(start.layers):
        is_last = i == len(start.layers) - 1
        values = layers.Dense(
            len(bias),
            activation=None if is_last else "relu",
            kernel_initializer=keras.initializers.Constant(kernel),
            bias_initializer=keras.initializers.Constant(bias),
            kernel_regularizer=Pull(kernel, strength),
            bias_regularizer=Pull(bias, strength),
            name="logit" if is_last else f"hidden{i + 1}",
        )(values)
    logits = values + (1 - mask)[..., None] * PADDING
    return keras.Model([features, mask], layers.Flatten()(logits))


def scorer_of(model: keras.Model, start: Scorer) -> Scorer:
    dense = [layer.get_weights() for layer in model.layers if isinstance(layer, layers.Dense)]
    return Scorer(start.mean, start.std, [(kernel, bias) for kernel, bias in dense], start.feature_version)


def logits_of(scorer: Scorer, features: np.ndarray) -> np.ndarray:
    """``[ticks, rows, horizons]``."""
    values = (features - scorer.mean) / scorer.std
    for i, (kernel, bias) in enumerate(scorer.layers):
        values = values @ kernel + bias
        if i < len(scorer.layers) - 1:
            values = np.maximum(values, 0)
    return values


def targets_of(ticks: Ticks, start: Scorer, aimed_ms: float) -> np.ndarray:
    """
    What each row should get at each horizon: what the network in the package says, except that shortly before a press
    the pressed target gets what that says of all targets. So presses teach which target a hand aims at; neither when, nor
    how often there is a press.
    """
    logits = logits_of(start, ticks.features) + (1 - ticks.mask)[..., None] * PADDING
    odds = np.exp(logits - logits.max((1, 2), keepdims=True))
    of_rows = odds.sum(2)
    shares = odds / np.maximum(of_rows, 1e-30)[..., None]
    of_rows /= of_rows.sum(1, keepdims=True)
    ticks_of = np.arange(len(ticks.label))
    none = ticks.mask.sum(1).astype("int64") - 1
    aimed = np.flatnonzero((ticks.label != none) & (ticks.lead_ms <= aimed_ms))
    none_of = of_rows[ticks_of, none]
    of_rows[aimed] = 0
    of_rows[aimed, none[aimed]] = none_of[aimed]
    of_rows[aimed, ticks.label[aimed]] = 1 - none_of[aimed]
    targets = of_rows[..., None] * shares
    return targets.reshape(len(targets), -1).astype("float32")


def distribute() -> tuple[int, int]:
    """Uses all devices of all hosts; returns the number of this host, and how many there are."""
    if keras.backend.backend() != "jax":
        return 0, 1
    hosts = int(os.environ.get("KERAS_DISTRIBUTION_NUM_PROCESSES", "1"))
    if hosts > 1:
        keras.distribution.initialize()
    devices = keras.distribution.list_devices()
    print(f"{len(devices)} devices on {hosts} hosts")
    keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices, auto_shard_dataset=False))
    return int(os.environ.get("KERAS_DISTRIBUTION_PROCESS_ID", "0")), hosts


def train(arguments: argparse.Namespace) -> None:
    host, hosts = distribute()
    keras.utils.set_random_seed(arguments.seed)
    shards = Shards(arguments.features)
    start = read_scorer(arguments.start or arguments.features / "start")
    if start.feature_version != shards.description["featureVersion"]:
        raise SystemExit("--start: is a model of other features than the shards.")
    weight = shards.description["weight"]
    aimed_ms = AIMED_MS[weight >= MANY]
    model = build(start, shards.description["rows"], 1 / weight)
    steps = shards.steps(arguments.batch)
    rate = keras.optimizers.schedules.CosineDecay(arguments.rate, steps * arguments.epochs, alpha=FINAL_RATE)
    model.compile(
        keras.optimizers.Adam(rate),
        keras.losses.CategoricalCrossentropy(from_logits=True, reduction="mean_with_sample_weight"),
    )

    def batches() -> Iterator[tuple]:
        for epoch in itertools.count():
            for ticks in shards.batches(arguments.batch, arguments.seed + epoch, host, hosts):
                yield (ticks.features, ticks.mask), targets_of(ticks, start, aimed_ms), ticks.weight

    begun = time.perf_counter()
    model.fit(
        batches(), steps_per_epoch=steps, epochs=arguments.epochs, shuffle=False, verbose=2 if host == 0 else 0
    )
    seconds = time.perf_counter() - begun
    if host > 0:
        return
    trained = scorer_of(model, start)
    write_scorer(trained, arguments.out)
    if arguments.logits is not None:
        first = shards.read(0)
        count = math.ceil(min(256, len(first.label)) / 8) * 8
        inputs = [np.resize(values, (count, *values.shape[1:])) for values in (first.features, first.mask)]
        np.asarray(model.predict(inputs, batch_size=count, verbose=0), "<f4").tofile(arguments.logits)
    ticks = shards.description["ticks"] * arguments.epochs
    print(f"{arguments.out}: model.json and model.weights.bin, from {ticks:,} ticks in {seconds:.1f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", type=Path, required=True, help="folder of the shards")
    parser.add_argument("--out", type=Path, required=True, help="folder for model.json and model.weights.bin")
    parser.add_argument("--start", type=Path, help="folder of a scorer to start from, in place of the package's")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch", type=int, default=64, help="ticks of a step, on all devices together")
    parser.add_argument("--rate", type=float, default=1e-3, help="learning rate at the beginning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--logits", type=Path, help="file for the trained network's logits of the first 256 ticks")
    train(parser.parse_args())
