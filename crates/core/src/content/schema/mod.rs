//! JSON Schemas of every kind of content file, for editors: made of the same records that decoding uses.
//!
//! Each [`Decode`] type says beside its decoding what it takes, and the fields of a record stand in one place
//! with their doc comments, so that a schema cannot fall behind the types. What a schema says is what decoding
//! holds a single file to. What it cannot say is listed in [`BEYOND`]; how files fit together is held to the rules
//! of [`crate::content::check`].
//!
//! The schemas are of draft 7, which the TOML tools of editors read.

mod book;

pub use book::{Book, Field, Record, described, told, words};

use serde_json::{Map, Value};

use super::check::Part;
use super::decode::Decode;
use super::{
    FigureFile, FrontMatter, PackFile, Routine, SafetyFile, SourcesFile, Technique,
    VocabularyAreas, VocabularyCauses, VocabularyEquipment, VocabularyFamilies, VocabularyFlags,
    VocabularyGoals, VocabularyMuscles, VocabularyPositions, VocabularyTraits,
};

/// The folder of a content set that holds the schemas.
pub const FOLDER: &str = "schema";

/// What decoding holds a file to and a JSON Schema cannot say, each with the code of the rule that tells it.
pub const BEYOND: &[(&str, &str)] = &[
    (
        "bad-range",
        "the order of `min`, `usual` and `max`: a schema does not compare two values",
    ),
    (
        "wrong-type",
        "whether a date is written as one or in quotes, and a text that looks like a date as a text: JSON has \
         no dates",
    ),
    (
        "wrong-type",
        "whether a whole number is written `5` or `5.0`: in JSON they are the same",
    ),
];

/// The name of a schema without its ending, which is also what the kind of file is called in commands.
pub fn name(part: Part) -> &'static str {
    match part {
        Part::Techniques => "technique",
        Part::Figures => "figure",
        Part::Routines => "routine",
        Part::Guides => "guide",
        Part::Safety => "safety",
        Part::Sources => "sources",
        Part::Areas => "areas",
        Part::Muscles => "muscles",
        Part::Positions => "positions",
        Part::Equipment => "equipment",
        Part::Families => "families",
        Part::Traits => "traits",
        Part::Flags => "flags",
        Part::Goals => "goals",
        Part::Causes => "causes",
        Part::Pack => "pack",
    }
}

/// The name of the file that holds a schema: `technique.schema.json`.
pub fn file_name(part: Part) -> String {
    format!("{}.schema.json", name(part))
}

/// The kind of file that the schema in a file of that name is for.
pub fn of_file(file: &str) -> Option<Part> {
    let found = Part::ALL.iter().find(|part| file_name(**part) == file);
    found.copied()
}

/// The line that a content file begins with, by which editors find its schema:
/// `#:schema ../schema/technique.schema.json`. A guide has it within its front matter.
pub fn directive(part: Part) -> String {
    let nested = part.is_folder() || part.place().contains('/');
    let up = if nested { "../" } else { "" };
    format!("#:schema {up}{FOLDER}/{}", file_name(part))
}

/// The shapes that a kind of file is made of, the file itself first.
pub fn book(part: Part) -> Book {
    let mut book = Book::default();
    let b = &mut book;
    // The reference to the whole file that each gives back is of no use: nothing refers to it.
    let _ = match part {
        Part::Techniques => Technique::schema(b),
        Part::Figures => FigureFile::schema(b),
        Part::Routines => Routine::schema(b),
        Part::Guides => FrontMatter::schema(b),
        Part::Safety => SafetyFile::schema(b),
        Part::Sources => SourcesFile::schema(b),
        Part::Areas => VocabularyAreas::schema(b),
        Part::Muscles => VocabularyMuscles::schema(b),
        Part::Positions => VocabularyPositions::schema(b),
        Part::Equipment => VocabularyEquipment::schema(b),
        Part::Families => VocabularyFamilies::schema(b),
        Part::Traits => VocabularyTraits::schema(b),
        Part::Flags => VocabularyFlags::schema(b),
        Part::Goals => VocabularyGoals::schema(b),
        Part::Causes => VocabularyCauses::schema(b),
        Part::Pack => PackFile::schema(b),
    };
    book
}

/// The JSON Schema of a kind of file; of a guide, that of its front matter.
pub fn document(part: Part) -> Value {
    let place = match part {
        Part::Techniques | Part::Routines => format!("{}/<id>.toml", part.place()),
        Part::Figures => format!("{}/<id>.figure.toml", part.place()),
        Part::Guides => format!("{}/<id>.md, between the lines of +++", part.place()),
        _ => part.place().to_owned(),
    };
    let mut document = book(part).into_schema();
    let says = document["description"].as_str().unwrap_or_default();
    let says = format!("{says} In `{place}`.");
    document["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    document["title"] = format!("unhunch: {}", name(part)).into();
    document["description"] = says.into();
    sorted(document)
}

/// The text of a schema's file.
pub fn text(part: Part) -> String {
    format!("{:#}\n", document(part))
}

/// The same value with the keys of its objects in order, whatever order serde_json was built to keep.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let sorted: Map<String, Value> = entries
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect();
            Value::Object(sorted)
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::check::rule;
    use serde_json::json;

    #[test]
    fn every_key_and_every_word_is_described() {
        for part in Part::ALL {
            for (name, record) in book(*part).records() {
                assert!(!record.says.is_empty(), "{name}");
                for field in &record.fields {
                    assert!(
                        field.says.ends_with('.'),
                        "{name}.{}: {}",
                        field.key,
                        field.says
                    );
                }
            }
        }
        let sides = document(Part::Techniques);
        let sides = &sides["properties"]["sides"];
        assert_eq!(sides["enum"], json!(["none", "each"]));
        let says = sides["description"].as_str().unwrap();
        assert!(
            says.starts_with("Whether it is done on each side.\n\n- `none`: Both"),
            "{says}"
        );
    }

    #[test]
    fn what_a_schema_cannot_say_is_told_by_a_rule() {
        for (code, _) in BEYOND {
            assert!(rule(code).is_some(), "{code}");
        }
    }

    #[test]
    fn directives_lead_to_the_schema_from_where_the_file_stands() {
        for part in Part::ALL {
            assert_eq!(of_file(&file_name(*part)), Some(*part));
        }
        assert_eq!(of_file("technique"), None);
        assert_eq!(
            directive(Part::Guides),
            "#:schema ../schema/guide.schema.json"
        );
        assert_eq!(
            directive(Part::Areas),
            "#:schema ../schema/areas.schema.json"
        );
        assert_eq!(
            directive(Part::Safety),
            "#:schema schema/safety.schema.json"
        );
    }

    #[test]
    fn words_of_figures_are_those_that_decoding_knows() {
        use crate::content::figure::{Both, PlaceWord};
        let words = PlaceWord::words();
        assert!(words.iter().all(|word| PlaceWord::named(word).is_some()));
        assert!(words.iter().any(|word| word == "both-palm"));
        assert!(Both::words().iter().all(|word| Both::named(word).is_some()));
        assert_eq!(Both::words().len(), 12);
    }
}
