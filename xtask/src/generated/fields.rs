//! The tables of keys in the author's guide, `content/README.md`, from the records that decoding uses.

use std::fmt::Write as _;

use unhunch_core::content::check::Part;
use unhunch_core::content::schema::{self, Record};

/// The one list: a heading for each kind of file, and a table for each record of it.
pub(super) fn lists() -> Vec<(&'static str, String)> {
    let mut out = String::new();
    for part in Part::ALL {
        let place = match part {
            Part::Techniques | Part::Routines => format!("{}/<id>.toml", part.place()),
            Part::Figures => format!("{}/<id>.figure.toml", part.place()),
            Part::Guides => format!("{}/<id>.md", part.place()),
            _ => part.place().to_owned(),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "### {}: `{place}`\n", capital(schema::name(*part)));
        for (i, (name, record)) in schema::book(*part).records().enumerate() {
            if i > 0 {
                let _ = writeln!(out, "**{}**: {}\n", spaced(name), record.says);
            }
            table(&mut out, record);
        }
    }
    vec![("fields", out.trim_end().to_owned())]
}

fn table(out: &mut String, record: &Record) {
    out.push_str("| key | | what it is | what stands there |\n|---|---|---|---|\n");
    for field in &record.fields {
        let needed = if field.needed { "needed" } else { "" };
        let _ = writeln!(
            out,
            "| `{}` | {needed} | {} | {} |",
            field.key, field.says, field.kind
        );
    }
    out.push('\n');
}

/// "Source dose" of `SourceDose`, without what only code needs to say.
fn spaced(name: &str) -> String {
    let name = name.strip_suffix("Record").unwrap_or(name);
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push(' ');
            out.push(letter.to_ascii_lowercase());
        } else {
            out.push(letter);
        }
    }
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_its_table() {
        let (_, text) = lists().remove(0);
        for part in Part::ALL {
            assert!(text.contains(&format!("### {}: `", capital(schema::name(*part)))));
        }
        assert!(text.contains(
            "| `id` | needed | Stable id; also the file's name. | an id, written as a string |"
        ));
        assert!(
            text.contains("**Source dose**: What one source says"),
            "{text}"
        );
        assert!(text.contains("| `lean-left` |"));
    }
}
