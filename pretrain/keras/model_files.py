"""Scorers as the kit reads and writes them: model.json and model.weights.bin."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class Scorer:
    """A network of dense layers over a row of features, with ReLU between them."""

    mean: np.ndarray
    std: np.ndarray
    #: Kernel ``[inputs, outputs]`` and bias ``[outputs]`` of each layer, for standardised features.
    layers: list[tuple[np.ndarray, np.ndarray]]
    feature_version: int


def read_scorer(folder: Path) -> Scorer:
    """Reads a scorer that the kit wrote; the scaling is taken out of its first layer."""
    described = json.loads((folder / "model.json").read_text())
    [manifest] = described["weightsManifest"]
    numbers = np.frombuffer(b"".join((folder / path).read_bytes() for path in manifest["paths"]), "<f4")
    arrays = []
    for spec in manifest["weights"]:
        size = int(np.prod(spec["shape"]))
        arrays.append(numbers[:size].reshape(spec["shape"]))
        numbers = numbers[size:]
    metadata = described["userDefinedMetadata"]
    mean, std = (np.asarray(metadata[name], "float32") for name in ("inputMean", "inputStd"))
    layers = list(zip(arrays[::2], arrays[1::2]))
    kernel, bias = layers[0]
    layers[0] = (kernel * std[:, None], bias + mean @ kernel)
    return Scorer(mean, std, layers, metadata["featureVersion"])


def write_scorer(scorer: Scorer, folder: Path) -> None:
    """Writes a scorer whose scaling is folded into its first layer."""
    kernel, bias = (values.astype("float64") for values in scorer.layers[0])
    folded = kernel / scorer.std[:, None]
    layers = [(folded, bias - scorer.mean @ folded), *scorer.layers[1:]]
    names = [*(f"hidden{i + 1}" for i in range(len(layers) - 1)), "logit"]
    configs, specs, numbers = [], [], []
    for i, (name, (kernel, bias)) in enumerate(zip(names, layers)):
        config = {"name": name, "units": len(bias), "activation": "linear" if name == "logit" else "relu"}
        if i == 0:
            config["batch_input_shape"] = [None, len(kernel)]
        configs.append({"class_name": "Dense", "config": config})
        for part, values in (("kernel", kernel), ("bias", bias)):
            specs.append({"name": f"{name}/{part}", "shape": list(values.shape), "dtype": "float32"})
            numbers.append(np.ascontiguousarray(values, "<f4").tobytes())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.weights.bin").write_bytes(b"".join(numbers))
    model = {
        "format": "layers-model",
        "modelTopology": {"class_name": "Sequential", "config": {"name": "scorer", "layers": configs}},
        "weightsManifest": [{"paths": ["model.weights.bin"], "weights": specs}],
        "userDefinedMetadata": {
            "architecture": "scorer",
            "keys": [],
            "featureVersion": scorer.feature_version,
            "inputMean": [float(value) for value in scorer.mean],
            "inputStd": [float(value) for value in scorer.std],
        },
    }
    (folder / "model.json").write_text(json.dumps(model))
