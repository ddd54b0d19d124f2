//! From TOML to typed records, with every fault of a file in one pass.
//!
//! serde stops at the first fault. A [`Decode`] type instead reads what it can, reports each fault
//! with its place, and yields `None` only for the part that is broken. The `record!` and `words!`
//! macros write the impls, so that a record's fields stand in one place: its struct. What a type takes, it also says
//! as JSON Schema, beside the function that reads it: see [`crate::content::schema`].

mod macros;
mod scalars;
pub(crate) mod suggest;

pub(crate) use macros::{record, words};

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::content::check;
use crate::content::schema::Book;
use crate::diagnostic::{Diagnostic, FileId, Span};

/// A value that can be read from TOML, reporting every fault on the way.
pub trait Decode: Sized {
    /// What an author calls such a value ("a table", "a whole number").
    const NAME: &'static str;

    /// Reads the value; `None` after at least one reported error.
    fn decode(value: &Spanned<DeValue<'_>>, cx: &mut Cx<'_>) -> Option<Self>;

    /// What an absent field means: `None` makes it required.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema (draft 7) of what [`Decode::decode`] takes, once TOML is read as JSON.
    fn schema(book: &mut Book) -> Value;

    /// What an author calls such a value, its parts included ("a list: a whole number").
    fn kind() -> String {
        Self::NAME.to_owned()
    }
}

/// Where decoding stands: the file, and the faults so far.
#[derive(Debug)]
pub struct Cx<'a> {
    /// The file that is being read.
    pub file: FileId,
    /// The faults found so far.
    pub faults: &'a mut Vec<Diagnostic>,
}

impl Cx<'_> {
    /// Reports a fault.
    pub fn report(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Reports that `value` is not what was expected.
    pub fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &str) {
        let found = value.get_ref().type_str();
        let fault = check::wrong_type::fault(self.file, value.span().into(), expected, found);
        self.report(fault);
    }

    /// The table in `value`, or a fault. Unknown keys are reported here.
    pub fn table<'v, 'i>(
        &mut self,
        value: &'v Spanned<DeValue<'i>>,
        what: &str,
        known: &[&str],
    ) -> Option<&'v DeTable<'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(value, what);
            return None;
        };
        self.known_keys(table, what, known);
        Some(table)
    }

    /// Reports every key of `table` that is not in `known`.
    pub fn known_keys(&mut self, table: &DeTable<'_>, what: &str, known: &[&str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let fault = check::unknown_field::fault(
                    self.file,
                    key.span().into(),
                    key.get_ref(),
                    what,
                    known,
                );
                self.report(fault);
            }
        }
    }

    /// Decodes a field of a table that stands at `at`.
    pub fn field<T: Decode>(
        &mut self,
        table: &DeTable<'_>,
        at: Span,
        what: &str,
        key: &str,
    ) -> Option<T> {
        if let Some(value) = table.get(key) {
            return T::decode(value, self);
        }
        let absent = T::absent();
        if absent.is_none() {
            let fault = check::missing_field::fault(self.file, at, what, key, T::NAME);
            self.report(fault);
        }
        absent
    }
}

/// Decodes a whole TOML text, after reporting its syntax faults.
///
/// `None` when the text or the record is broken.
pub fn decode_text<T: Decode>(text: &str, cx: &mut Cx<'_>) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken = !errors.is_empty();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let fault = check::syntax::fault(cx.file, span.into(), error.message());
        cx.report(fault);
    }
    // A recovered table is full of holes; faults about what is missing would only mislead.
    if broken {
        return None;
    }
    let root = Spanned::new(0..text.len(), DeValue::Table(table.into_inner()));
    T::decode(&root, cx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_text_reports_all_its_syntax_faults_and_nothing_else() {
        let mut faults = Vec::new();
        let mut cx = Cx {
            file: FileId(0),
            faults: &mut faults,
        };
        let read: Option<crate::content::VocabularyAreas> =
            decode_text("a = \nb = [1,\nc = 3\n", &mut cx);
        assert!(read.is_none());
        assert!(faults.len() >= 2, "{faults:?}");
        assert!(faults.iter().all(|fault| fault.rule.code == "syntax"));
    }
}
