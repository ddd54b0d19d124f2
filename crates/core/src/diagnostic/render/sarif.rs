//! Faults in SARIF 2.1.0, which code-scanning services read.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{path, region};
use crate::content::check::RULES;
use crate::diagnostic::{Diagnostic, FileId, Severity, SourceSet, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A SARIF 2.1.0 log with one run: the driver lists every rule, and each fault is a result.
///
/// A fault about a whole file has a location without a region; one about a file that is not there has
/// no location. Columns count in characters.
pub fn sarif(faults: &[Diagnostic], sources: &SourceSet) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": rule.explanation },
                "help": { "text": rule.explanation, "markdown": rule.explanation },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = faults.iter().map(|fault| result(fault, sources)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "unhunch",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::to_json(&log)
}

fn level(severity: Severity) -> &'static str {
    // SARIF's words happen to be ours.
    severity.word()
}

fn result(fault: &Diagnostic, sources: &SourceSet) -> Value {
    let mut message = fault.message.clone();
    if let Some(help) = &fault.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let mut result = json!({
        "ruleId": fault.rule.code,
        "level": level(fault.severity()),
        "message": { "text": message },
        "locations": place(sources, fault.file, fault.span, &fault.label)
            .into_iter()
            .collect::<Vec<_>>(),
    });
    let index = RULES.iter().position(|rule| *rule == fault.rule);
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    let related: Vec<Value> = fault
        .labels
        .iter()
        .filter_map(|label| place(sources, label.file, Some(label.span), &label.text))
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn place(sources: &SourceSet, file: FileId, span: Option<Span>, says: &str) -> Option<Value> {
    let path = path(sources, file)?;
    let mut physical = json!({ "artifactLocation": { "uri": uri(path) } });
    if let Some(span) = span {
        let region = region(sources, file, span);
        physical["region"] = json!({
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if !says.is_empty() {
        location["message"] = json!({ "text": says });
    }
    Some(location)
}

/// A path as a URI reference: relative paths stay relative, absolute ones become `file:` URIs.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let drive = path.as_bytes().get(1) == Some(&b':');
    let mut out = if path.starts_with('/') {
        "file://".to_owned()
    } else if drive {
        "file:///".to_owned()
    } else {
        String::new()
    };
    for (at, byte) in path.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if plain || (byte == b':' && drive && at == 1) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::testing::{example, hostile};
    use super::*;

    #[test]
    fn results_are_as_the_standard_asks() {
        let (faults, sources) = example();
        let mut log: Value = serde_json::from_str(&sarif(&faults, &sources)).unwrap();
        let driver = &mut log["runs"][0]["tool"]["driver"];
        let rules = driver["rules"].take();
        driver["semanticVersion"] = json!("0");
        assert_eq!(rules.as_array().unwrap().len(), RULES.len());
        for (at, fault) in faults.iter().enumerate() {
            let result = &log["runs"][0]["results"][at];
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], fault.rule.code);
        }
        insta::assert_snapshot!(serde_json::to_string_pretty(&log).unwrap());
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("content/a b%ü.toml"), "content/a%20b%25%C3%BC.toml");
        assert_eq!(uri("/tmp/a:b#c?d"), "file:///tmp/a%3Ab%23c%3Fd");
        assert_eq!(uri("C:\\set\\a.toml"), "file:///C:/set/a.toml");
        assert_eq!(
            uri("a:b"),
            "file:///a:b",
            "a letter and a colon are a drive"
        );
    }

    #[test]
    fn whatever_the_texts_hold_it_is_json() {
        let (faults, sources) = hostile();
        let read: Value = serde_json::from_str(&sarif(&faults, &sources)).unwrap();
        assert_eq!(read["runs"][0]["results"].as_array().unwrap().len(), 3);
    }
}
