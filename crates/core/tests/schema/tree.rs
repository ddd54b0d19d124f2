//! TOML as a tree that can be changed, and written as TOML and as JSON again.

use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

/// A value of TOML. Numbers and dates are kept as they are written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Text(String),
    Whole(String),
    Float(String),
    Flag(bool),
    Date(String),
    List(Vec<Tree>),
    Table(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a whole file.
    pub(crate) fn read(text: &str) -> Self {
        Self::table(&DeTable::parse(text).unwrap().into_inner())
    }

    fn table(table: &DeTable<'_>) -> Self {
        let entries = table.iter().map(|(key, value)| {
            let key = key.get_ref().to_string();
            (key, Self::value(value.get_ref()))
        });
        Self::Table(entries.collect())
    }

    fn value(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.to_string()),
            DeValue::Integer(number) => Self::Whole(number.as_str().to_owned()),
            DeValue::Float(number) => Self::Float(number.as_str().to_owned()),
            DeValue::Boolean(flag) => Self::Flag(*flag),
            DeValue::Datetime(date) => Self::Date(date.to_string()),
            DeValue::Array(items) => Self::List(
                items
                    .iter()
                    .map(|item| Self::value(item.get_ref()))
                    .collect(),
            ),
            DeValue::Table(table) => Self::table(table),
        }
    }

    /// As a TOML file.
    pub(crate) fn to_file(&self) -> String {
        let Self::Table(entries) = self else {
            panic!("a file is a table");
        };
        let lines = entries
            .iter()
            .map(|(key, value)| format!("{} = {}\n", quoted(key), value.to_toml()));
        lines.collect()
    }

    fn to_toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Whole(raw) | Self::Float(raw) | Self::Date(raw) => raw.clone(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_toml).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Table(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{} = {}", quoted(key), value.to_toml()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// As JSON, in the way in which the tools of editors read TOML: a date is a text.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Date(raw) => raw.as_str().into(),
            Self::Flag(flag) => (*flag).into(),
            // JSON has neither infinities nor what is no number; they become null there.
            Self::Float(raw) => raw.parse::<f64>().unwrap().into(),
            Self::Whole(raw) => serde_json::from_str(raw).unwrap(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Table(entries) => entries
                .iter()
                .map(|(key, value)| (key.clone(), value.to_json()))
                .collect(),
        }
    }
}

/// A string of TOML: that of JSON, which is one.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}
