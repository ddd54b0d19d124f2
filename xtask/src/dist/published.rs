//! The schemas that others publish for what the program and its releases write, for tests.
//!
//! They are not the project's own, and stand in no file of it: `cargo xtask test` gets them, in packages that
//! hold them, into `target/schemas`.

use std::path::Path;

use jsonschema::{Registry, Validator};
use serde_json::Value;

/// The schema of CycloneDX 1.6, with the two that it refers to.
pub(crate) fn cyclonedx(root: &Path) -> Validator {
    let folder = "@cyclonedx/cyclonedx-library/res/schema";
    let read = |name: &str| schema(root, &format!("{folder}/{name}.SNAPSHOT.schema.json"));
    let mut registry = Registry::new();
    for name in ["spdx", "jsf-0.82"] {
        let place = format!("http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json");
        registry = registry.add(place, read(name)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    jsonschema::options()
        .with_registry(&registry)
        .build(&read("bom-1.6"))
        .unwrap()
}

/// The schema of SARIF 2.1.0.
pub(crate) fn sarif(root: &Path) -> Validator {
    let mut schema = schema(
        root,
        "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
    );
    // One pattern of it has a bracket too many, and is no regular expression to everybody. What it is about,
    // the language of a run or a tool, is not written here.
    for place in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{place}/properties/language"));
        let language = language.and_then(Value::as_object_mut);
        assert!(language.is_some_and(|one| one.remove("pattern").is_some()));
    }
    jsonschema::validator_for(&schema).unwrap()
}

fn schema(root: &Path, path: &str) -> Value {
    let path = root.join("target/schemas/node_modules").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; published schemas are got by `cargo xtask test`",
            path.display()
        )
    });
    serde_json::from_str(&text).unwrap()
}

/// Whether a document is as a schema wants it.
pub(crate) fn holds(schema: &Validator, document: &Value) -> bool {
    schema.is_valid(document)
}

/// Fails with everything that is not as a schema wants it.
pub(crate) fn hold(schema: &Validator, document: &Value) {
    let faults: Vec<String> = schema
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
