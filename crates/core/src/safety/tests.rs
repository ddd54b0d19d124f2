//! The check as the facts have it: levels, highest wins, open is not cleared, and when it is due.

use jiff::civil::{Date, date};

use super::*;
use crate::content::EffortAction;
use crate::content::decode::{Cx, decode_text};
use crate::diagnostic::FileId;

/// The real safety file: the law that these tests hold the code to.
fn safety() -> SafetyFile {
    let mut faults = Vec::new();
    let mut cx = Cx {
        file: FileId(0),
        faults: &mut faults,
    };
    let text = include_str!("../../../../content/safety.toml");
    let read = decode_text(text, &mut cx);
    assert!(faults.is_empty(), "{faults:?}");
    read.unwrap()
}

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn every_question_reaches_its_own_level() {
    let safety = safety();
    for question in &safety.questions {
        let mut answers = Answers::none_of(&safety);
        answers.answer(&question.id.value, true);
        let found = assess(&safety, &answers);
        assert_eq!(found.level, question.level.value, "{}", question.id);
        assert_eq!(found.reported, std::slice::from_ref(&question.id.value));
    }
}

#[test]
fn the_highest_level_wins_in_any_order() {
    let safety = safety();
    let mut answers = Answers::none_of(&safety);
    for sign in ["chest-pain", "over-two-weeks", "fever"] {
        answers.answer(&id(sign), true);
    }
    assert_eq!(assess(&safety, &answers).level, Level::Emergency);
    answers.answer(&id("chest-pain"), false);
    assert_eq!(assess(&safety, &answers).level, Level::Urgent);
}

#[test]
fn an_open_question_clears_nobody_but_a_serious_answer_counts_at_once() {
    let safety = safety();
    let mut answers = Answers::new();
    assert_eq!(assess(&safety, &answers).clearance(), None);
    for question in &safety.questions[1..] {
        answers.answer(&question.id.value, false);
    }
    assert_eq!(assess(&safety, &answers).open, 1);
    assert_eq!(assess(&safety, &answers).clearance(), None);
    assert_eq!(
        answers.next_open(&safety).unwrap().id,
        safety.questions[0].id
    );
    let mut one = Answers::new();
    one.answer(&id("fainting"), true);
    assert_eq!(
        assess(&safety, &one).clearance().unwrap().level(),
        Level::Emergency
    );
    let mut mild = Answers::new();
    mild.answer(&id("arm-pain"), true);
    assert_eq!(
        assess(&safety, &mild).clearance(),
        None,
        "a worse one may follow"
    );
}

#[test]
fn advice_names_the_number_that_is_set_and_assumes_no_country() {
    let safety = safety();
    assert_eq!(
        advice(&safety, Level::Emergency, None),
        "Call your local emergency number now. Do not start a routine."
    );
    assert_eq!(
        advice(&safety, Level::Emergency, Some("112")),
        "Call 112 now. Do not start a routine."
    );
}

fn past(safety: &SafetyFile, full: Date, any: Date) -> Past {
    Past {
        full: Some(PastCheck {
            day: full,
            level: Level::Clear,
            version: questions_version(safety),
        }),
        any: Some(any),
        ..Past::default()
    }
}

#[test]
fn the_check_is_due_as_the_facts_say() {
    let safety = safety();
    let today = date(2026, 5, 31);
    let form = |past: &Past| due(&safety, past, today).map(|due| (due.form, due.reason));
    assert_eq!(form(&Past::default()), Some((Form::Full, Reason::First)));

    let fresh = past(&safety, date(2026, 5, 1), today);
    assert_eq!(form(&fresh), None, "30 days old, asked today");
    let old = past(&safety, date(2026, 4, 30), today);
    assert_eq!(form(&old), Some((Form::Full, Reason::Old)), "31 days old");
    let yesterday = past(&safety, date(2026, 5, 20), date(2026, 5, 30));
    assert_eq!(form(&yesterday), Some((Form::Short, Reason::NewDay)));
    let ahead = past(&safety, date(2026, 5, 20), date(2026, 6, 20));
    assert_eq!(form(&ahead), Some((Form::Short, Reason::NewDay)));

    let mut changed = fresh.clone();
    changed.full.as_mut().unwrap().version = "other".into();
    assert_eq!(form(&changed), Some((Form::Full, Reason::QuestionsChanged)));

    let with_pain = |before, now| Past {
        pain_before: before,
        pain_since: vec![now],
        ..fresh.clone()
    };
    assert_eq!(form(&with_pain(Some(2), 3)), None);
    assert_eq!(
        form(&with_pain(Some(2), 4)),
        Some((Form::Full, Reason::PainRose))
    );
    assert_eq!(
        form(&with_pain(Some(7), 7)),
        Some((Form::Full, Reason::PainHigh))
    );
    assert_eq!(form(&with_pain(None, 6)), None);

    let readings = |since: &[u32]| {
        let pain_since = since.to_vec();
        form(&Past {
            pain_since,
            ..fresh.clone()
        })
        .map(|(_, reason)| reason)
    };
    assert_eq!(readings(&[3, 4, 3, 4]), None);
    assert_eq!(readings(&[2, 4, 3]), Some(Reason::PainRose), "not undone");
    assert_eq!(readings(&[7, 2]), Some(Reason::PainHigh), "not undone");

    let new = Past {
        something_new: true,
        ..fresh.clone()
    };
    assert_eq!(form(&new), Some((Form::Full, Reason::SomethingNew)));

    let mut stopped = fresh.clone();
    stopped.full.as_mut().unwrap().level = Level::Urgent;
    assert_eq!(form(&stopped), Some((Form::Full, Reason::NotCleared)));

    let ahead = past(&safety, date(2026, 5, 20), date(2026, 6, 2));
    assert_eq!(
        form(&ahead),
        Some((Form::Short, Reason::NewDay)),
        "a short check of a day that has not come"
    );
    let tomorrow = past(&safety, date(2026, 6, 2), date(2026, 6, 2));
    assert_eq!(
        form(&tomorrow),
        Some((Form::Full, Reason::Old)),
        "a clock set back"
    );
}

#[test]
fn the_version_changes_with_any_word_of_a_question() {
    let before = safety();
    let mut after = before.clone();
    after.questions[3].ask.value = format!("{}!", after.questions[3].ask).into();
    assert_ne!(questions_version(&before), questions_version(&after));
    assert_eq!(questions_version(&before), questions_version(&safety()));
}

#[test]
fn a_serious_answer_needs_nothing_but_the_safety_file() {
    // No account, no saved data, no network: one answer in, the advice out.
    let safety = safety();
    for (sign, begins) in [("both-legs", "Call "), ("night-pain", "Speak to a doctor")] {
        let mut answers = Answers::new();
        answers.answer(&id(sign), true);
        let level = assess(&safety, &answers).clearance().unwrap().level();
        assert!(advice(&safety, level, None).starts_with(begins), "{sign}");
    }
}

#[test]
fn effort_follows_pain_as_the_facts_say() {
    let safety = safety();
    for pain in 0..=12 {
        let action = match pain {
            0..=3 => EffortAction::GoOn,
            4..=5 => EffortAction::Easier,
            _ => EffortAction::Stop,
        };
        let advice = effort(&safety, pain);
        assert_eq!(advice.action, action, "{pain}");
        assert!(!advice.says.is_empty(), "{pain}");
    }
}

#[test]
fn content_may_ask_for_more_care_and_never_for_less() {
    let mut strict = safety();
    for rule in &mut strict.effort {
        rule.action.value = EffortAction::Stop;
    }
    assert_eq!(effort(&strict, 1).action, EffortAction::Stop);
    let mut lax = safety();
    for rule in &mut lax.effort {
        rule.action.value = EffortAction::GoOn;
    }
    assert_eq!(effort(&lax, 5).action, EffortAction::Easier);
    assert_eq!(effort(&lax, 6).action, EffortAction::Stop);
    lax.effort.clear();
    assert_eq!(effort(&lax, 6).action, EffortAction::Stop);
    assert_eq!(effort(&lax, 0).action, EffortAction::GoOn);
}

#[test]
fn a_flare_is_a_rise_that_counts() {
    let safety = safety();
    assert!(!flared(&safety, 3, 4));
    assert!(flared(&safety, 3, 5));
    assert!(!flared(&safety, 5, 3));
}
