//! Schemas and types agree: files are changed in every way that a slip of the pen takes, and what the types take
//! the schema takes, and the other way round, other than what `schema::BEYOND` lists.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod mutate;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jsonschema::Validator;
use unhunch_core::content::check::Part;
use unhunch_core::content::{decode_alone, schema};
use unhunch_core::diagnostic::{Diagnostic, SourceFile};

use tree::Tree;

/// A content file: its name in the set, its TOML, and of a guide the text below.
struct File {
    name: String,
    part: Part,
    toml: String,
    body: Option<String>,
}

/// Every content file of a set.
fn files(root: &Path) -> Vec<File> {
    let mut found = Vec::new();
    for folder in ["", "techniques/", "routines/", "guides/", "vocabulary/"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}{}", entry.file_name().to_str().unwrap());
            let Some(part) = Part::of(&name) else {
                continue;
            };
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let (toml, body) = match text.strip_prefix("+++\n") {
                Some(rest) => {
                    let (toml, body) = rest.split_once("+++\n").unwrap();
                    (toml.to_owned(), Some(body.to_owned()))
                }
                None => (text, None),
            };
            found.push(File {
                name,
                part,
                toml,
                body,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn own() -> Vec<File> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"))
}

/// The faults that the types find in a file with another TOML.
fn decoded(file: &File, toml: &str) -> Vec<Diagnostic> {
    let text = match &file.body {
        Some(body) => format!("+++\n{toml}+++\n{body}"),
        None => toml.to_owned(),
    };
    decode_alone(&SourceFile::new(file.name.clone(), text))
}

fn validators() -> BTreeMap<Part, Validator> {
    let all = Part::ALL.iter().map(|part| {
        let schema = schema::document(*part);
        (*part, jsonschema::draft7::new(&schema).unwrap())
    });
    all.collect()
}

/// Whether a fault is one that `schema::BEYOND` lists.
fn is_beyond(fault: &Diagnostic) -> bool {
    let message = fault.message.as_str();
    match fault.rule.code {
        "bad-range" => true,
        "wrong-type" => {
            message.ends_with("found a datetime")
                || message.starts_with("expected a date")
                || message.ends_with("found a float")
        }
        _ => false,
    }
}

#[test]
fn schemas_are_schemas() {
    for part in Part::ALL {
        let schema = schema::document(*part);
        jsonschema::meta::validate(&schema).unwrap();
    }
}

#[test]
fn every_file_of_the_content_fits_its_schema() {
    let validators = validators();
    for file in own() {
        let json = Tree::read(&file.toml).to_json();
        let errors: Vec<String> = validators[&file.part]
            .iter_errors(&json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{}", file.name);
    }
}

#[test]
fn every_file_of_the_content_names_its_schema() {
    let missing: Vec<String> = own()
        .iter()
        .filter(|file| {
            !file
                .toml
                .starts_with(&format!("{}\n", schema::directive(file.part)))
        })
        .map(|file| format!("{}: begin with {}", file.name, schema::directive(file.part)))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// One kind of disagreement: what was done where, and what each side says.
fn disagreement(file: &File, what: &str, tree: &Tree, validator: &Validator) -> Option<String> {
    let toml = tree.to_file();
    let faults = decoded(file, &toml);
    let fits = validator.is_valid(&tree.to_json());
    if fits == faults.is_empty() || (fits && faults.iter().all(is_beyond)) {
        return None;
    }
    let says: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    let schema = if fits { "takes" } else { "refuses" };
    Some(format!(
        "{}: {what}: the schema {schema} it, the types say {says:?}",
        file.name
    ))
}

#[test]
fn whatever_is_changed_schema_and_types_agree() {
    let validators = validators();
    let mut seen: BTreeSet<(Part, String)> = BTreeSet::new();
    let (mut tried, mut refused, mut beyond) = (0_usize, 0_usize, 0_usize);
    let mut kinds: BTreeMap<Part, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for file in own() {
        let tree = Tree::read(&file.toml);
        let validator = &validators[&file.part];
        for place in mutate::places(&tree) {
            // One place of a kind tells as much as the same place in forty files.
            if !seen.insert((file.part, place.shape())) {
                continue;
            }
            for (what, changed) in mutate::changes(&tree, &place) {
                tried += 1;
                *kinds.entry(file.part).or_default() += 1;
                let faults = decoded(&file, &changed.to_file());
                refused += usize::from(!faults.is_empty());
                beyond += usize::from(!faults.is_empty() && validator.is_valid(&changed.to_json()));
                found.extend(disagreement(&file, &what, &changed, validator));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
    // Were the changes harmless, agreement would mean little.
    assert!(
        tried >= 5000 && refused > tried / 2,
        "{tried} tried, {refused} refused"
    );
    assert!(
        kinds.len() == Part::ALL.len() && kinds.values().all(|count| *count >= 40),
        "{kinds:?}"
    );
    assert!(
        beyond * 10 < tried,
        "{beyond} of {tried} are beyond a schema"
    );
}

#[test]
fn two_slips_at_once_are_no_different() {
    let validators = validators();
    let mut random = mutate::Random(0x5eed);
    let mut found = Vec::new();
    for file in own() {
        let tree = Tree::read(&file.toml);
        for _ in 0..12 {
            let (first, once) = random.change(&tree);
            let (second, twice) = random.change(&once);
            let what = format!("{first}, then {second}");
            found.extend(disagreement(&file, &what, &twice, &validators[&file.part]));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
