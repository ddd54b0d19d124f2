//! The check as somebody answers it, key by key.

use std::collections::VecDeque;
use std::io;

use unhunch_bundle::library;
use unhunch_core::safety::Reason;

use super::*;

/// Somebody whose keys are known, and who is shown texts.
struct Script {
    keys: VecDeque<Key>,
    rows: Option<usize>,
    shown: String,
    /// How many lines each text had.
    lines: Vec<usize>,
}

impl Person for Script {
    fn show(&mut self, paper: &Paper) {
        self.shown.push_str(paper.text());
        self.lines.push(paper.lines());
    }

    fn rows(&self) -> Option<usize> {
        self.rows
    }

    fn key(&mut self) -> io::Result<Key> {
        Ok(self.keys.pop_front().unwrap_or(Key::Leave))
    }
}

fn play(form: Form, keys: &str) -> (Result<Answered, Left>, Script) {
    play_on(form, keys, None)
}

fn play_on(form: Form, keys: &str, rows: Option<usize>) -> (Result<Answered, Left>, Script) {
    let keys = keys.chars().map(|key| match key {
        '!' => Key::Interrupt,
        letter => Key::Letter(letter),
    });
    let mut script = Script {
        keys: keys.collect(),
        rows,
        shown: String::new(),
        lines: Vec::new(),
    };
    let due = Due {
        form,
        reason: Reason::First,
    };
    let library = library();
    let answered = ask(library.safety(), due, Some("112"), &mut script).unwrap();
    (answered, script)
}

fn reported(answered: Result<Answered, Left>) -> (Level, Vec<String>, usize) {
    let Ok(Answered::Full(answers)) = answered else {
        panic!("{answered:?}");
    };
    let found = assess(library().safety(), &answers);
    let ids = found.reported.iter().map(ToString::to_string).collect();
    (found.level, ids, found.open)
}

#[test]
fn one_key_says_none_of_these() {
    let (answered, script) = play(Form::Full, "xn");
    assert_eq!(reported(answered), (Level::Clear, vec![], 0));
    assert!(script.shown.contains("Call 112 now."), "{}", script.shown);
    for question in &library().safety().questions {
        let words: Vec<&str> = script.shown.split_whitespace().collect();
        assert!(
            words.join(" ").contains(question.ask.as_str()),
            "{question:?}"
        );
    }
}

#[test]
fn each_question_takes_one_key_and_one_may_go_back() {
    let questions = library().safety().questions.len();
    let (answered, script) = play(Form::Full, &format!("o{}", "n".repeat(questions)));
    assert_eq!(reported(answered), (Level::Clear, vec![], 0));
    assert!(script.keys.is_empty());
    assert!(script.shown.contains("27/27"), "{}", script.shown);

    let slip = format!("o{}nbyn", "n".repeat(questions - 2));
    let (answered, _) = play(Form::Full, &slip);
    let (level, ids, open) = reported(answered);
    assert_eq!((level, open), (Level::SeeProfessional, 0));
    assert_eq!(ids, ["morning-stiffness"]);
}

#[test]
fn a_sign_that_nothing_can_outweigh_ends_the_questions() {
    let (answered, script) = play(Form::Full, "onyn");
    assert_eq!(reported(answered).0, Level::Emergency);
    assert_eq!(script.keys.len(), 1, "nothing more was asked");
    // Urgent: all of what is worse was answered with no.
    let (answered, _) = play(Form::Full, "onnnnnnnnnny");
    let (level, ids, _) = reported(answered);
    assert_eq!((level, ids), (Level::Urgent, vec!["fever".to_owned()]));
}

#[test]
fn leaving_answers_nothing() {
    for keys in ["", "q", "o", "onnq", "onn"] {
        assert_eq!(play(Form::Full, keys).0, Err(Left::Quit), "{keys}");
    }
    for keys in ["!", "on!"] {
        assert_eq!(play(Form::Full, keys).0, Err(Left::Interrupted), "{keys}");
    }
    assert_eq!(play(Form::Short, "yq").0, Err(Left::Quit));
}

#[test]
fn something_new_leads_to_every_question() {
    assert_eq!(play(Form::Short, "n").0, Ok(Answered::NothingNew));
    let (answered, script) = play(Form::Short, "yy");
    assert_eq!(reported(answered).0, Level::Emergency);
    assert!(script.shown.contains("Any of these new since last time?"));
}

#[test]
fn every_sign_stays_on_a_screen_of_24_lines() {
    for form in [Form::Full, Form::Short] {
        let (_, script) = play_on(form, "n", Some(24));
        assert!(script.shown.lines().count() < 24, "{}", script.shown);
        let words: Vec<&str> = script.shown.split_whitespace().collect();
        for question in &library().safety().questions {
            assert!(
                words.join(" ").contains(question.ask.as_str()),
                "{question:?}"
            );
        }
    }
}

#[test]
fn nobody_says_no_to_a_sign_that_has_scrolled_away() {
    for rows in [4, 8, 12, 20] {
        for form in [Form::Full, Form::Short] {
            let (answered, script) = play_on(form, &"n".repeat(99), Some(rows));
            assert!(answered.is_ok(), "{answered:?}");
            let parts = 99 - script.keys.len();
            assert_eq!(script.lines.len(), parts);
            assert!(parts > 1, "{}", script.shown);
            // The lowest shows one sign at a time, whatever it takes.
            let fits = script.lines.iter().all(|lines| *lines < rows);
            assert!(fits || rows == 4, "{:?} {}", script.lines, script.shown);
            assert!(script.shown.contains(&format!("({parts}/{parts})")));
            let words: Vec<&str> = script.shown.split_whitespace().collect();
            for question in &library().safety().questions {
                let said = words.join(" ").matches(question.ask.as_str()).count();
                assert!(said >= 1, "{question:?}");
            }
            // One part short of all of them clears nobody.
            let (answered, _) = play_on(form, &"n".repeat(parts - 1), Some(rows));
            assert_eq!(answered, Err(Left::Quit));
            // From any part one can go through the questions.
            let yes = if form == Form::Full { "no" } else { "ny" };
            let (answered, _) = play_on(form, &format!("{yes}y"), Some(rows));
            assert_eq!(reported(answered).0, Level::Emergency);
        }
    }
}
