//! Faults as GitHub workflow commands: GitHub shows them beside the changed lines.

use std::fmt::Write;

use super::{path, region};
use crate::diagnostic::{Diagnostic, SourceSet};

/// One line for each fault: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`.
///
/// A fault about a whole file has no line, one about a file that is not there no file. Columns are
/// given only for a fault within one line, as GitHub asks.
pub fn github(faults: &[Diagnostic], sources: &SourceSet) -> String {
    let mut out = String::new();
    for fault in faults {
        let mut properties = Vec::new();
        if let Some(path) = path(sources, fault.file) {
            properties.push(format!("file={}", property(path)));
        }
        if let Some(span) = fault.span {
            let region = region(sources, fault.file, span);
            properties.push(format!("line={}", region.start.line));
            properties.push(format!("endLine={}", region.end.line));
            if region.start.line == region.end.line {
                properties.push(format!("col={}", region.start.column));
                properties.push(format!("endColumn={}", region.end.column));
            }
        }
        properties.push(format!("title={}", property(fault.rule.code)));
        let mut message = fault.message.clone();
        if let Some(help) = &fault.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "::{} {}::{}",
            fault.severity().word(),
            properties.join(","),
            data(&message)
        );
    }
    out
}

/// Text after the second pair of colons.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{example, hostile};
    use super::*;

    #[test]
    fn each_fault_is_one_line() {
        let (faults, sources) = example();
        insta::assert_snapshot!(github(&faults, &sources));
    }

    #[test]
    fn nothing_in_a_text_ends_the_command_or_begins_another() {
        let (faults, sources) = hostile();
        let shown = github(&faults, &sources);
        assert_eq!(shown.lines().count(), faults.len());
        insta::assert_snapshot!(shown);
    }
}
