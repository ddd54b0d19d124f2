//! The rules that content is held to: one file per rule, with its explanation, its function and its
//! tests.
//!
//! Rules about a single value are applied while it is decoded (their files offer a `fault`
//! constructor); rules about how things fit together run over the whole [`Set`] (their files offer a
//! `check`). [`RULES`] lists all of them.

pub mod absurd_figure;
pub mod bad_range;
pub mod empty;
pub mod malformed_id;
pub mod missing_field;
mod set;
pub mod syntax;
pub mod unknown_field;
pub mod unknown_word;
pub mod wrong_type;

pub use set::{InFile, Part, Set};

use super::load::Options;
use crate::diagnostic::{Diagnostic, Rule};

/// A rule over the whole set.
pub(crate) type Check = fn(&Set, &Options, &mut Vec<Diagnostic>);

/// Every rule, in the order of its code.
pub const RULES: &[&Rule] = &[
    &absurd_figure::RULE,
    &bad_range::RULE,
    &empty::RULE,
    &malformed_id::RULE,
    &missing_field::RULE,
    &syntax::RULE,
    &unknown_field::RULE,
    &unknown_word::RULE,
    &wrong_type::RULE,
];

/// The rules over the whole set.
pub(crate) const CHECKS: &[Check] = &[];
