//! The rules that content is held to: one file per rule, with its explanation, its function and its
//! tests.
//!
//! Rules about a single value are applied while it is decoded, and rules about files while they are
//! read (their modules offer a `fault` constructor); rules about how things fit together run over the
//! whole [`Set`] (their modules offer a `check`). [`RULES`] lists all of them.
//!
//! Every check is close to linear in the size of the set: it looks things up in the indexes of `Scope`.

pub mod absurd_figure;
pub mod bad_pack;
pub mod bad_range;
pub mod bad_substitute;
pub mod dead_link;
pub mod dose_outside_sources;
pub mod duplicate_id;
pub mod duplicate_part;
pub mod empty;
pub mod figure_angle;
pub mod figure_balance;
pub mod figure_contact;
pub mod figure_shape;
pub mod figure_sides;
pub mod figure_speed;
pub mod figure_through;
pub mod figure_unreachable;
mod figures;
pub mod forbidden_word;
pub mod foreign_source;
pub mod future_review;
pub mod id_not_file_name;
pub mod idle_caution;
pub mod in_plans_why;
pub mod link_lists;
pub mod malformed_id;
pub mod missing_alt;
pub mod missing_caution;
pub mod missing_field;
pub mod missing_figure;
pub mod missing_part;
pub mod missing_switch;
pub mod no_basis;
pub mod not_a_directory;
pub mod not_found;
pub mod not_utf8;
pub mod one_sided;
pub mod over_limit;
pub mod position_trait;
mod references;
pub mod routine_changes;
pub mod routine_dose;
pub mod routine_finish;
pub mod routine_minutes;
pub mod routine_position;
pub mod routine_repeats;
pub mod routine_warm_up;
pub mod safety_levels;
mod scope;
mod set;
pub mod stale_review;
pub mod step_shape;
pub mod stray_file;
pub mod symlink_loop;
pub mod syntax;
#[cfg(test)]
pub(crate) mod testing;
pub mod too_large;
pub mod too_long;
pub mod too_many_files;
pub mod unknown_field;
pub mod unknown_reference;
pub mod unknown_word;
pub mod unreadable;
pub mod unsourced_paragraph;
pub mod unused_vocabulary;
pub mod vocabulary_goals;
pub mod wrong_type;

pub(crate) use scope::Scope;
pub use set::{InFile, Part, Set, Unread};

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Diagnostic, Rule};

/// A rule over the whole set.
pub(crate) type Check = fn(&Scope<'_>, &mut Vec<Diagnostic>);

/// Every rule, in the order of its code.
pub const RULES: &[&Rule] = &[
    &absurd_figure::RULE,
    &bad_pack::RULE,
    &bad_range::RULE,
    &bad_substitute::RULE,
    &dead_link::RULE,
    &dose_outside_sources::RULE,
    &duplicate_id::RULE,
    &duplicate_part::RULE,
    &empty::RULE,
    &figure_angle::RULE,
    &figure_balance::RULE,
    &figure_contact::RULE,
    &figure_shape::RULE,
    &figure_sides::RULE,
    &figure_speed::RULE,
    &figure_through::RULE,
    &figure_unreachable::RULE,
    &forbidden_word::RULE,
    &foreign_source::RULE,
    &future_review::RULE,
    &id_not_file_name::RULE,
    &idle_caution::RULE,
    &in_plans_why::RULE,
    &link_lists::RULE,
    &malformed_id::RULE,
    &missing_alt::RULE,
    &missing_caution::RULE,
    &missing_field::RULE,
    &missing_figure::RULE,
    &missing_part::RULE,
    &missing_switch::RULE,
    &no_basis::RULE,
    &not_a_directory::RULE,
    &not_found::RULE,
    &not_utf8::RULE,
    &one_sided::RULE,
    &over_limit::RULE,
    &position_trait::RULE,
    &routine_changes::RULE,
    &routine_dose::RULE,
    &routine_finish::RULE,
    &routine_minutes::RULE,
    &routine_position::RULE,
    &routine_repeats::RULE,
    &routine_warm_up::RULE,
    &safety_levels::RULE,
    &stale_review::RULE,
    &step_shape::RULE,
    &stray_file::RULE,
    &symlink_loop::RULE,
    &syntax::RULE,
    &too_large::RULE,
    &too_long::RULE,
    &too_many_files::RULE,
    &unknown_field::RULE,
    &unknown_reference::RULE,
    &unknown_word::RULE,
    &unreadable::RULE,
    &unsourced_paragraph::RULE,
    &unused_vocabulary::RULE,
    &vocabulary_goals::RULE,
    &wrong_type::RULE,
];

/// The rules over the whole set.
pub(crate) const CHECKS: &[Check] = &[
    absurd_figure::check,
    bad_substitute::check,
    dead_link::check,
    dose_outside_sources::check,
    duplicate_id::check,
    duplicate_part::check,
    empty::check,
    figure_angle::check,
    figure_balance::check,
    figure_contact::check,
    figure_shape::check,
    figure_sides::check,
    figure_speed::check,
    figure_through::check,
    figure_unreachable::check,
    forbidden_word::check,
    foreign_source::check,
    future_review::check,
    id_not_file_name::check,
    idle_caution::check,
    in_plans_why::check,
    link_lists::check,
    missing_alt::check,
    missing_caution::check,
    missing_figure::check,
    missing_part::check,
    missing_switch::check,
    no_basis::check,
    one_sided::check,
    over_limit::check,
    position_trait::check,
    routine_changes::check,
    routine_dose::check,
    routine_finish::check,
    routine_minutes::check,
    routine_position::check,
    routine_repeats::check,
    routine_warm_up::check,
    safety_levels::check,
    stale_review::check,
    step_shape::check,
    stray_file::check,
    too_long::check,
    unknown_reference::check,
    unsourced_paragraph::check,
    unused_vocabulary::check,
    vocabulary_goals::check,
];

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code == code)
}

/// Runs every check, on up to `threads` threads. The order of the faults is not set.
pub(crate) fn run(scope: &Scope<'_>, threads: usize, faults: &mut Vec<Diagnostic>) {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(check) = CHECKS.get(next.fetch_add(1, Ordering::Relaxed)) {
            check(scope, &mut found);
        }
        found
    };
    if threads <= 1 {
        faults.extend(work());
        return;
    }
    std::thread::scope(|threads_scope| {
        let workers: Vec<_> = (0..threads.min(CHECKS.len()))
            .map(|_| threads_scope.spawn(work))
            .collect();
        for worker in workers {
            // A worker that panicked is a bug; it is passed on, not swallowed.
            let found = worker
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            faults.extend(found);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_in_the_order_of_their_codes_and_well_told() {
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for rule in RULES {
            assert!(
                crate::content::Id::is_well_formed(rule.code),
                "{}",
                rule.code
            );
            assert!(
                !rule.title.ends_with('.') && !rule.title.is_empty(),
                "{}",
                rule.code
            );
            assert!(rule.explanation.len() > 60, "{}", rule.code);
            let told = format!("{} {}", rule.title, rule.explanation);
            assert_eq!(crate::wording::forbidden(&told), [], "{}", rule.code);
        }
        assert_eq!(rule("empty"), Some(&empty::RULE));
        assert_eq!(rule("nothing"), None);
    }
}
