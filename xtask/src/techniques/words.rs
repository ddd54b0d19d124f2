//! The words of the base set that made-up techniques are put together from.

use std::collections::BTreeMap;

use toml::{Table, Value};
use unhunch_core::diagnostic::SourceFile;

use crate::workspace::Failure;

/// The words of a base set that made-up techniques use.
pub(super) struct Words {
    pub(super) areas: Vec<String>,
    pub(super) muscles: Vec<String>,
    pub(super) positions: Vec<String>,
    /// The traits of each position.
    of_positions: Vec<Vec<String>>,
    /// For each trait, the flags that act on it and how.
    rules: BTreeMap<String, Vec<(String, String)>>,
}

impl Words {
    /// The words of a set.
    ///
    /// # Errors
    ///
    /// When the set has no vocabulary, or one that is no TOML.
    pub(super) fn of(base: &[SourceFile]) -> Result<Self, Failure> {
        let mut rules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for flag in list(base, "flags")? {
            let id = text(&flag, "id");
            let listed = flag.get("rules").and_then(Value::as_array);
            for rule in listed.into_iter().flatten().filter_map(Value::as_table) {
                let act = (id.clone(), text(rule, "action"));
                rules.entry(text(rule, "trait")).or_default().push(act);
            }
        }
        let ids = |name| -> Result<Vec<String>, Failure> {
            Ok(list(base, name)?
                .iter()
                .map(|one| text(one, "id"))
                .collect())
        };
        Ok(Self {
            areas: ids("areas")?,
            muscles: ids("muscles")?,
            positions: ids("positions")?,
            of_positions: list(base, "positions")?.iter().map(traits_of).collect(),
            rules,
        })
    }

    /// The traits that all of some positions have, which whoever is there cannot avoid.
    pub(super) fn unavoidable(&self, positions: &[usize]) -> Vec<&str> {
        let of = |index: &usize| self.of_positions.get(*index);
        let Some((first, others)) = positions.split_first() else {
            return Vec::new();
        };
        let in_all = |one: &&String| others.iter().filter_map(of).all(|all| all.contains(one));
        of(first)
            .into_iter()
            .flatten()
            .filter(in_all)
            .map(String::as_str)
            .collect()
    }

    /// The flags that act on some traits, each with its strongest action.
    pub(super) fn cautions(&self, traits: &[&str]) -> BTreeMap<&str, &str> {
        const ORDER: &[&str] = &["ask", "modify", "substitute", "exclude"];
        let strength = |action: &str| ORDER.iter().position(|one| *one == action);
        let mut found: BTreeMap<&str, &str> = BTreeMap::new();
        for (flag, action) in traits
            .iter()
            .filter_map(|one| self.rules.get(*one))
            .flatten()
        {
            let known = found.entry(flag).or_insert(action);
            if strength(action) > strength(known) {
                *known = action;
            }
        }
        found
    }
}

/// The entries of a list in the vocabulary.
fn list(base: &[SourceFile], name: &str) -> Result<Vec<Table>, Failure> {
    let path = format!("vocabulary/{name}.toml");
    let file = base.iter().find(|file| file.name == path);
    let table: Table = file.map_or("", |file| file.text.as_str()).parse()?;
    let entries = table.get(name).and_then(Value::as_array);
    let entries: Vec<Table> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.as_table().cloned())
        .collect();
    if entries.is_empty() {
        return Err(format!("the base set has no {path}").into());
    }
    Ok(entries)
}

fn traits_of(position: &Table) -> Vec<String> {
    let listed = position.get("traits").and_then(Value::as_array);
    let words = listed.into_iter().flatten().filter_map(Value::as_str);
    words.map(str::to_owned).collect()
}

fn text(table: &Table, key: &str) -> String {
    let value = table.get(key).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}
