//! Every journey says what it shows, and everything that a journey file can say is documented.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Complaint;
use crate::workspace::File;

const FOLDER: &str = "tests/journeys/";
const DOCUMENT: &str = "tests/journeys/README.md";

/// Looks through the journeys and their document.
pub(super) fn check(files: &[File]) -> Vec<Complaint> {
    let document = files.iter().find(|file| file.path == DOCUMENT);
    let document = document.map_or("", File::text);
    let mut complaints = Vec::new();
    let mut words = BTreeSet::new();
    for file in files.iter().filter(|file| is_journey(file)) {
        let Ok(journey) = serde_json::from_str::<Value>(file.text()) else {
            complaints.push(Complaint::new(&file.path, 0, "is no JSON"));
            continue;
        };
        let says = |key: &str| journey.get(key).and_then(Value::as_str).unwrap_or_default();
        for key in ["name", "shows"] {
            if says(key).is_empty() {
                let says = format!("a journey has a `{key}`");
                complaints.push(Complaint::new(&file.path, 0, says));
            }
        }
        keys(&journey, &mut words);
    }
    for word in words {
        let (code, json) = (format!("`{word}`"), format!("\"{word}\""));
        if !document.contains(&code) && !document.contains(&json) {
            let says = format!("does not explain the key `{word}`, which a journey uses");
            complaints.push(Complaint::new(DOCUMENT, 0, says));
        }
    }
    complaints
}

fn is_journey(file: &File) -> bool {
    file.has_extension("json")
        && file
            .path
            .strip_prefix(FOLDER)
            .is_some_and(|name| !name.contains('/'))
}

/// The keys of all objects; timelines that are written out have a format of their own.
fn keys(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                words.insert(key.clone());
                if key != "timeline" {
                    keys(inner, words);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, words)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn an_unexplained_key_and_a_journey_without_a_purpose_are_found() {
        let found = check(&[
            file(DOCUMENT, "`name`, `shows`, `calls`, {\"at\": T}\n"),
            file(
                "tests/journeys/a.json",
                "{\"name\": \"a\", \"shows\": \"\", \"calls\": [{\"at\": 1, \"odd\": 2}]}",
            ),
        ]);
        let says: Vec<&str> = found.iter().map(|one| one.says.as_str()).collect();
        assert_eq!(
            says,
            [
                "a journey has a `shows`",
                "does not explain the key `odd`, which a journey uses"
            ]
        );
    }
}
