//! From the first run to a finished session, the ways that stop it, and the ways that go on.

use crossterm::event::KeyCode;
use unhunch_core::content::Level;
use unhunch_core::journal::{Body, EndReason, When};

use super::*;

/// Whoever has answered the check today.
pub(super) fn checked(columns: u16, rows: u16) -> Rig {
    let mut rig = Rig::new(columns, rows);
    rig.keys("\n");
    rig.none_of_these();
    rig.keys("\n");
    rig
}

/// Whoever plays the suggestion.
pub(super) fn playing() -> Rig {
    let mut rig = checked(80, 24);
    rig.keys("\n3\n");
    assert!(rig.app.plays(), "{}", rig.text());
    rig
}

fn ends(rig: &Rig) -> Vec<EndReason> {
    let bodies = rig.journal.bodies();
    let ends = bodies.iter().filter_map(|body| match body {
        Body::SessionEnded(ended) => Some(ended.reason),
        _ => None,
    });
    ends.collect()
}

fn pains(rig: &Rig) -> Vec<(u8, When)> {
    let bodies = rig.journal.bodies();
    let pains = bodies.iter().filter_map(|body| match body {
        Body::Pain(pain) => Some((pain.value, pain.when)),
        _ => None,
    });
    pains.collect()
}

#[test]
fn from_the_first_run_to_a_finished_session() {
    let mut rig = Rig::new(80, 24);
    assert!(rig.says("this is the first time"));
    rig.keys("\n");
    assert!(rig.says("A few questions first"), "{}", rig.text());
    rig.none_of_these();
    assert!(rig.says("You reported none of these warning signs."));
    rig.keys("\n");
    assert!(rig.says("Suggested: 5 minutes"), "{}", rig.text());
    rig.keys("\n");
    assert!(rig.says("Stop at once"), "{}", rig.text());
    rig.keys("4");
    rig.keys("\n");
    assert!(rig.says("Get ready"), "{}", rig.text());
    assert!(rig.says("q STOP"));
    rig.pass(6 * 60_000);
    assert!(rig.says("Done: 5 min."), "{}", rig.text());
    assert!(rig.rung > 2 && !rig.heard.is_empty());
    // Pain now, and what the first two did.
    rig.keys("2");
    rig.press(KeyCode::Down);
    rig.keys("+-");
    rig.keys("\n");
    assert!(
        rig.says("What changed") && rig.says("4 before, 2 after"),
        "{}",
        rig.text()
    );
    assert!(rig.says("1 day in a row"), "{}", rig.text());
    rig.keys("\n");
    assert!(rig.says("Streak: 1 day in a row"), "{}", rig.text());
    assert_eq!(ends(&rig), [EndReason::Done]);
    assert_eq!(pains(&rig), [(4, When::Before), (2, When::After)]);
    let felt = rig.journal.bodies();
    let felt = felt
        .iter()
        .filter(|body| matches!(body, Body::Feedback { .. }));
    assert_eq!(felt.count(), 2);
    rig.keys("q");
    assert!(rig.quit);
}

#[test]
fn a_warning_sign_fills_the_screen_and_leaves_nothing_to_play() {
    let mut rig = Rig::new(80, 24);
    rig.keys("\no");
    rig.keys("y");
    assert!(
        rig.says("Nothing is planned or played today."),
        "{}",
        rig.text()
    );
    let text = rig.text();
    let first = text.lines().take(3).collect::<String>();
    assert!(first.contains("GET HELP NOW"), "{text}");
    let recorded = rig
        .journal
        .bodies()
        .into_iter()
        .find_map(|body| match body {
            Body::SafetyChecked(check) => Some(check.level),
            _ => None,
        });
    assert_eq!(recorded, Some(Level::Emergency));
    // No key from here leads into a session.
    rig.keys("\n\n");
    assert!(!rig.app.plays());
    rig.keys("\x1b2\n");
    assert!(!rig.app.plays());
    assert!(!rig.journal.kinds().contains(&"session-started".to_owned()));
}

#[test]
fn the_advice_stands_when_the_journal_fails_and_nobody_is_cleared_by_it() {
    let mut rig = Rig::new(80, 24);
    rig.journal.fail(true);
    rig.keys("\noy");
    assert!(rig.says("GET HELP NOW"), "{}", rig.text());
    assert!(rig.says("could not be saved"), "{}", rig.text());
    let mut rig = Rig::new(80, 24);
    rig.journal.fail(true);
    rig.keys("\n");
    rig.none_of_these();
    rig.keys("\n");
    assert!(rig.says("Nobody is cleared"), "{}", rig.text());
    rig.journal.fail(false);
    rig.keys("r\n");
    assert!(rig.says("Suggested"), "{}", rig.text());
}

#[test]
fn on_a_small_screen_every_page_of_signs_is_answered() {
    let mut rig = Rig::new(40, 12);
    rig.keys("\n");
    assert!(rig.says("page 1 of"), "{}", rig.text());
    let mut pages = 0;
    let mut shown = String::new();
    while rig.says("each is answered") {
        shown.push_str(&rig.text());
        rig.keys("n");
        pages += 1;
        assert!(pages < 40);
    }
    assert!(pages > 2);
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    for question in &library().safety().questions {
        let ask = plain(&question.ask.value);
        assert!(plain(&shown).contains(&ask), "{ask}");
    }
    assert!(rig.says("You reported none"), "{}", rig.text());
}

#[test]
fn leaving_the_check_half_way_clears_nobody() {
    let mut rig = Rig::new(80, 24);
    rig.keys("\nonnnq");
    assert!(rig.says("nothing was recorded"), "{}", rig.text());
    assert!(rig.journal.bodies().is_empty());
    rig.keys("2");
    assert!(rig.says("The safety check comes first"), "{}", rig.text());
}

#[test]
fn high_pain_before_a_session_makes_the_check_due_again() {
    let mut rig = checked(80, 24);
    rig.keys("\n8\n");
    assert!(!rig.app.plays());
    assert!(rig.says("your pain is high"), "{}", rig.text());
    assert_eq!(pains(&rig), [(8, When::Daily)]);
}

#[test]
fn each_finished_segment_is_written_before_the_next() {
    let mut rig = playing();
    rig.pass(60_000);
    let finished = rig.journal.bodies();
    let finished = finished
        .iter()
        .filter(|body| matches!(body, Body::SegmentFinished(_)));
    assert!(finished.count() > 3);
}

#[test]
fn stopping_asks_why_and_pain_gets_its_advice() {
    let mut rig = playing();
    rig.pass(20_000);
    let left = rig.app.wait(rig.now);
    assert!(left.is_some());
    rig.keys("q");
    assert!(rig.says("Why do you stop?"));
    // The time is held while it asks.
    let before = rig.heard.len();
    rig.pass(60_000);
    assert_eq!(rig.heard.len(), before);
    rig.keys("p4");
    assert!(rig.says("take the easier step") || rig.says("leave this technique out"));
    // Going on as before is not offered at four.
    rig.keys("s");
    assert!(rig.app.plays(), "{}", rig.text());
    rig.keys("qp7");
    assert!(rig.says("What you did is in the diary."), "{}", rig.text());
    assert!(rig.says("Stop here"), "{}", rig.text());
    // What is said has the screen to itself, until it is read.
    assert!(!rig.says("Pain now"));
    rig.keys("\n");
    assert!(rig.says("Pain now, 0 to 10: 7"), "{}", rig.text());
    assert_eq!(ends(&rig), [EndReason::Pain]);
    assert!(
        pains(&rig).contains(&(4, When::During)),
        "{:?}",
        pains(&rig)
    );
}

#[test]
fn ctrl_c_ends_the_session_and_says_so_in_the_journal() {
    let mut rig = playing();
    rig.pass(10_000);
    rig.event(Event::End);
    assert!(rig.quit);
    assert_eq!(ends(&rig), [EndReason::Interrupted]);
}

#[test]
fn a_session_that_was_broken_off_goes_on() {
    let mut rig = playing();
    rig.pass(60_000);
    let journal = rig.journal.clone();
    let before = journal.bodies().len();
    // As if the process were killed.
    drop(rig);
    let mut rig = Rig::on(journal.clone(), 80, 24, COLORS, 0);
    assert!(rig.says("was broken off"), "{}", rig.text());
    rig.keys("r");
    assert!(rig.app.plays(), "{}", rig.text());
    assert!(rig.says("Welcome back."), "{}", rig.text());
    rig.pass(6 * 60_000);
    assert!(rig.says("Done:"), "{}", rig.text());
    assert_eq!(ends(&rig), [EndReason::Done]);
    assert!(journal.bodies().len() > before);
    let begun = journal.bodies();
    let begun = begun
        .iter()
        .filter(|body| matches!(body, Body::SessionStarted(_)));
    assert_eq!(begun.count(), 1);
}

#[test]
fn on_another_day_what_was_broken_off_waits_for_the_check() {
    let mut rig = playing();
    rig.pass(60_000);
    let journal = rig.journal.clone();
    drop(rig);
    let mut rig = Rig::on(journal, 80, 24, COLORS, 1);
    rig.keys("r");
    assert!(!rig.app.plays());
    assert!(
        rig.says("new since last time") || rig.says("nothing new"),
        "{}",
        rig.text()
    );
    rig.none_of_these();
    rig.keys("\nr");
    assert!(rig.app.plays(), "{}", rig.text());
}

#[test]
fn letting_go_of_what_was_broken_off_ends_it() {
    let mut rig = playing();
    rig.pass(60_000);
    let journal = rig.journal.clone();
    drop(rig);
    let mut rig = Rig::on(journal, 80, 24, COLORS, 0);
    rig.keys("x");
    assert!(!rig.says("was broken off"), "{}", rig.text());
    assert_eq!(ends(&rig).len(), 1);
    rig.keys("r");
    assert!(!rig.app.plays());
}

#[test]
fn what_cannot_be_written_pauses_and_is_tried_again() {
    let mut rig = playing();
    rig.pass(10_000);
    rig.journal.fail(true);
    rig.pass(60_000);
    assert!(rig.says("cannot be written down"), "{}", rig.text());
    let before = rig.heard.len();
    rig.pass(60_000);
    assert_eq!(rig.heard.len(), before, "the time is held");
    rig.journal.fail(false);
    rig.keys("r");
    assert!(!rig.says("cannot be written down"), "{}", rig.text());
    rig.keys(" ");
    rig.pass(6 * 60_000);
    assert!(rig.says("Done:"), "{}", rig.text());
    // Nothing was lost, and nothing is there twice.
    let bodies = rig.journal.bodies();
    let segments: Vec<_> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::SegmentFinished(one) => Some((one.segment, one.easier)),
            _ => None,
        })
        .collect();
    let mut once = segments.clone();
    once.dedup();
    assert_eq!(segments, once);
}

#[test]
fn a_plan_is_kept_played_renamed_and_taken_away() {
    let mut rig = checked(80, 24);
    rig.keys("2\t\tds");
    assert!(rig.says("What is your routine called?"), "{}", rig.text());
    rig.keys("\n");
    assert!(rig.says("A routine needs a name."), "{}", rig.text());
    rig.keys("Mornings\n");
    assert!(rig.says("\"Mornings\" is in the Library"), "{}", rig.text());
    // No other one has its name.
    rig.keys("smornings\n");
    assert!(rig.says("called \"Mornings\" already"), "{}", rig.text());
    rig.keys("\x1b");
    let items = |rig: &Rig| {
        let bodies = rig.journal.bodies();
        let kept = bodies.into_iter().filter_map(|body| match body {
            Body::RoutineSaved(routine) => Some(routine.items),
            _ => None,
        });
        kept.collect::<Vec<_>>()
    };
    let kept = items(&rig);
    assert_eq!(kept.len(), 1);
    // It stands first in the library, and is found by its name.
    rig.keys("3/mornings\x1b");
    assert!(rig.says("Mine: Mornings"), "{}", rig.text());
    rig.keys("n");
    assert!(rig.says("called from now on?"), "{}", rig.text());
    rig.keys(" late\n");
    assert!(rig.says("Mine: Mornings late"), "{}", rig.text());
    rig.keys("\n");
    assert!(rig.says("Mornings late, "), "{}", rig.text());
    rig.keys("\n3\n");
    assert!(rig.app.plays(), "{}", rig.text());
    let begun = rig
        .journal
        .bodies()
        .into_iter()
        .find_map(|body| match body {
            Body::SessionStarted(started) => Some(started),
            _ => None,
        });
    let begun = begun.unwrap();
    assert_eq!(begun.name, "Mornings late");
    let played = begun.plan["items"].as_array().unwrap();
    let played: Vec<_> = played
        .iter()
        .map(|one| one["technique"].as_str().unwrap())
        .collect();
    let meant: Vec<_> = kept[0].iter().map(|one| one.technique.as_str()).collect();
    assert_eq!(played, meant);
    rig.keys("qo\n");
    rig.keys("3");
    assert!(rig.says("Mine: Mornings late"), "{}", rig.text());
    rig.keys("xj");
    rig.keys("kx");
    assert!(rig.says("x once more"), "{}", rig.text());
    rig.keys("x");
    assert!(!rig.says("Mine: "), "{}", rig.text());
}

#[test]
fn what_is_shown_of_another_part_is_clicked() {
    let mut rig = checked(160, 50);
    rig.keys("2");
    rig.click("Side of the ribs");
    assert!(rig.says("[x] Side of the ribs"), "{}", rig.text());
    rig.click("[ ] Foam roller");
    assert!(rig.says("[x] Foam roller"), "{}", rig.text());
    rig.click("1. ");
    assert_eq!(rig.app.place(), crate::keys::Place::Planned);
}
