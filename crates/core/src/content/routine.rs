//! Hand-written routines.

use jiff::civil::Date;

use super::decode::record;
use super::dose::{Amount, Work};
use super::id::Id;
use super::span::Sp;
use super::technique::Goal;
use super::text::Text;

record! {
    /// One technique in a routine, at a dose.
    pub struct Item ("an item { technique, position, work, sets, note }") {
        /// The technique.
        technique: Sp<Id>,
        /// Which of its positions; its first one when absent.
        position: Option<Sp<Id>>,
        /// The work of one set, without ranges; the technique's usual one when absent.
        work: Option<Sp<Work>>,
        /// How many sets; the technique's usual number when absent.
        sets: Option<Sp<u32>>,
        /// A remark to the person.
        note: Option<Sp<Text>>,
    }
}

record! {
    /// An ordered list of techniques with doses, written by hand.
    pub struct Routine ("a routine") {
        /// Stable id; also the file's name.
        id: Sp<Id>,
        /// What people call it.
        name: Sp<Text>,
        /// What it is for, in one line.
        purpose: Sp<Text>,
        /// When a person last read it.
        reviewed: Sp<Date>,
        /// Where its facts come from.
        sources: Vec<Sp<Id>>,
        /// What its order and lengths rest on.
        basis: Option<Sp<Text>>,
        /// The goal it serves.
        goal: Sp<Goal>,
        /// How long it may take, in minutes.
        minutes: Sp<Amount>,
        /// Free words to find it by.
        tags: Vec<Sp<Text>>,
        /// What is done, in order.
        items: Vec<Item>,
    }
}
