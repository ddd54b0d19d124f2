//! Faults for programs: one JSON object.

use serde::Serialize;

use super::{path, region};
use crate::diagnostic::{Diagnostic, FileId, Severity, SourceSet, Span};

/// The schema that [`json()`] writes.
pub const JSON_SCHEMA: &str = "unhunch.faults/1";

#[derive(Serialize)]
struct Report<'f> {
    schema: &'static str,
    errors: usize,
    warnings: usize,
    faults: Vec<Fault<'f>>,
}

#[derive(Serialize)]
struct Fault<'f> {
    code: &'static str,
    severity: Severity,
    message: &'f str,
    #[serde(flatten)]
    place: Place<'f>,
    label: Option<&'f str>,
    labels: Vec<Label<'f>>,
    help: Option<&'f str>,
}

#[derive(Serialize)]
struct Label<'f> {
    #[serde(flatten)]
    place: Place<'f>,
    text: &'f str,
}

#[derive(Serialize)]
struct Place<'f> {
    file: Option<&'f str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// One JSON object, indented, with a line feed at the end.
///
/// ```json
/// {
///   "schema": "unhunch.faults/1",
///   "errors": 1,
///   "warnings": 0,
///   "faults": [{
///     "code": "unknown-reference", "severity": "error", "message": "unknown muscle `trapezoid`",
///     "file": "techniques/row.toml", "line": 9, "column": 26, "end_line": 9, "end_column": 37,
///     "label": "not in vocabulary/muscles.toml",
///     "labels": [{ "file": …, "line": …, "column": …, "end_line": …, "end_column": …, "text": … }],
///     "help": "did you mean `trapezius`?"
///   }]
/// }
/// ```
///
/// Lines and columns count from one, columns in characters; the end is one past the last character.
/// The four are null for a fault that concerns a whole file; `file` too, for one about a file that is
/// not there. `label` and `help` are null when there is nothing to say.
pub fn json(faults: &[Diagnostic], sources: &SourceSet) -> String {
    let count = |severity| {
        faults
            .iter()
            .filter(|fault| fault.severity() == severity)
            .count()
    };
    let report = Report {
        schema: JSON_SCHEMA,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        faults: faults.iter().map(|fault| one(fault, sources)).collect(),
    };
    super::to_json(&report)
}

fn one<'f>(fault: &'f Diagnostic, sources: &'f SourceSet) -> Fault<'f> {
    Fault {
        code: fault.rule.code,
        severity: fault.severity(),
        message: &fault.message,
        place: place(sources, fault.file, fault.span),
        label: Some(fault.label.as_str()).filter(|label| !label.is_empty()),
        labels: fault
            .labels
            .iter()
            .map(|label| Label {
                place: place(sources, label.file, Some(label.span)),
                text: &label.text,
            })
            .collect(),
        help: fault.help.as_deref(),
    }
}

fn place(sources: &SourceSet, file: FileId, span: Option<Span>) -> Place<'_> {
    let region = span.map(|span| region(sources, file, span));
    let region = region.as_ref();
    Place {
        file: path(sources, file),
        line: region.map(|region| region.start.line),
        column: region.map(|region| region.start.column),
        end_line: region.map(|region| region.end.line),
        end_column: region.map(|region| region.end.column),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{example, hostile};
    use super::*;

    #[test]
    fn the_object_is_as_documented() {
        let (faults, sources) = example();
        insta::assert_snapshot!(json(&faults, &sources));
    }

    #[test]
    fn whatever_the_texts_hold_it_is_json() {
        let (faults, sources) = hostile();
        let read: serde_json::Value = serde_json::from_str(&json(&faults, &sources)).unwrap();
        assert_eq!(read["errors"], 3);
        assert_eq!(read["faults"][0]["message"], faults[0].message);
    }
}
