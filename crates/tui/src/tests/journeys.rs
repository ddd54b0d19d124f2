//! From the first run to a finished session, the ways that stop it, and the ways that go on.

use crossterm::event::KeyCode;
use unhunch_core::content::Level;
use unhunch_core::journal::{Body, EndReason, When};

use super::*;

/// Whoever has answered the check today.
fn checked(columns: u16, rows: u16) -> Rig {
    let mut rig = Rig::new(columns, rows);
    rig.keys("\n");
    rig.none_of_these();
    rig.keys("\n");
    rig
}

/// Whoever plays the suggestion.
fn playing() -> Rig {
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
fn each_wish_plans_anew_and_stale_plans_are_passed_over() {
    let mut rig = checked(120, 40);
    rig.keys("2");
    assert!(rig.says("5 min"), "{}", rig.text());
    rig.hold(true);
    for _ in 0..5 {
        rig.press(KeyCode::Right);
    }
    // The plan that is shown is not the one that was asked for: it is not played.
    rig.keys("\n");
    assert!(rig.says("The plan is on its way."), "{}", rig.text());
    rig.hold(false);
    assert!(rig.says("\u{25c0} 10 \u{25b6}"), "{}", rig.text());
    assert!(rig.says("10 min") || rig.says("9 min"), "{}", rig.text());
}

#[test]
fn techniques_are_swapped_and_dropped_and_taken_back() {
    let mut rig = checked(120, 40);
    rig.keys("2\t\t");
    let first = |rig: &mut Rig| {
        let text = rig.text();
        let row = text.lines().find(|line| line.contains("1. ")).unwrap();
        row[row.find("1. ").unwrap()..].to_owned()
    };
    let planned = first(&mut rig);
    rig.keys("x");
    let swapped = first(&mut rig);
    assert_ne!(planned, swapped);
    assert!(rig.says("Others take the place of"), "{}", rig.text());
    rig.keys("d");
    assert!(rig.says("Left out by you"), "{}", rig.text());
    rig.keys("u");
    assert_eq!(first(&mut rig), planned);
}

#[test]
fn areas_are_chosen_on_the_map_by_keys_and_by_clicks() {
    let mut rig = checked(130, 44);
    rig.keys("2\t");
    rig.press(KeyCode::Left);
    rig.keys(" ");
    assert!(rig.says("5/10"), "{}", rig.text());
    rig.keys("+");
    assert!(rig.says("6/10"), "{}", rig.text());
    rig.keys(" ");
    assert!(!rig.says("6/10"), "{}", rig.text());
    // A click between the shoulder blades, on the back.
    let mut hit = false;
    for y in 4..40 {
        for x in 60..80 {
            rig.draw();
            rig.event(Event::Click(x, y));
            if rig.says("Between the shoulder blades 5/10 left")
                || rig.says("Between the shoulder blades 5/10 right")
            {
                hit = true;
                break;
            }
        }
        if hit {
            break;
        }
    }
    assert!(hit, "{}", rig.text());
}

#[test]
fn the_library_is_searched_as_one_types_and_pages_open() {
    let mut rig = Rig::new(120, 40);
    rig.keys("3/rhomb");
    assert!(!rig.says("0 results"), "{}", rig.text());
    let some = rig.text();
    rig.keys("zzz");
    assert!(rig.says("Nothing is found"), "{}", rig.text());
    for _ in 0..3 {
        rig.press(KeyCode::Backspace);
    }
    assert_eq!(rig.text(), some);
    rig.keys("\n");
    assert!(rig.says("Step by step"), "{}", rig.text());
    assert!(rig.app.wait(rig.now).is_some(), "the figure moves");
    let before = rig.draw();
    rig.pass(1_500);
    assert_ne!(rig.draw(), before);
    rig.keys("G");
    assert!(rig.says("What it rests on"), "{}", rig.text());
    rig.keys("\x1b");
    assert!(rig.says("/ rhomb"), "{}", rig.text());
}

#[test]
fn links_of_guides_open_and_one_comes_back() {
    let mut rig = Rig::new(100, 30);
    rig.keys("4");
    rig.press(KeyCode::Down);
    rig.keys("\n");
    let guide = rig.text();
    let mut opened = false;
    for _ in 0..12 {
        rig.keys("\t");
        rig.keys("\n");
        if rig.says("Step by step") {
            opened = true;
            break;
        }
    }
    assert!(opened, "{}", rig.text());
    rig.keys("\x1b");
    assert!(!rig.says("Step by step"));
    assert_eq!(
        guide.lines().nth(2).map(str::to_owned),
        rig.text().lines().nth(2).map(str::to_owned)
    );
}

#[test]
fn a_condition_is_kept_and_changes_the_plan() {
    let mut rig = checked(100, 40);
    rig.keys("6");
    assert!(rig.says("Emergency number: none set"), "{}", rig.text());
    rig.press(KeyCode::Down);
    rig.press(KeyCode::Down);
    rig.keys(" ");
    rig.keys("112\n");
    assert!(rig.says("Emergency number: 112"), "{}", rig.text());
    rig.press(KeyCode::Down);
    rig.keys(" ");
    let profile = rig
        .journal
        .bodies()
        .into_iter()
        .rev()
        .find_map(|body| match body {
            Body::ProfileSet(profile) => Some(profile),
            _ => None,
        });
    let profile = profile.unwrap();
    assert_eq!(profile.emergency_number.as_deref(), Some("112"));
    assert_eq!(profile.flags.len(), 1);
}

#[test]
fn the_theme_is_kept_for_the_next_time() {
    let mut rig = Rig::new(80, 24);
    rig.keys("6 ");
    assert_eq!(rig.app.theme().ground, Ground::Light);
    assert_eq!(Worker::theme(rig.folder()), Choice::Light);
}

#[test]
fn the_palette_finds_and_does() {
    let mut rig = Rig::new(80, 24);
    rig.keys(":profile");
    assert!(rig.says("Go to Profile"), "{}", rig.text());
    rig.keys("\n");
    assert!(rig.says("Emergency number"), "{}", rig.text());
    rig.chord(KeyCode::Char('p'), KeyModifiers::CONTROL);
    rig.keys("cat-cow\n");
    assert!(rig.says("Position: Hands and knees"), "{}", rig.text());
}

#[test]
fn help_says_only_what_the_keys_do_here() {
    let mut rig = Rig::new(80, 40);
    rig.keys("?");
    assert!(rig.says("answer the safety check"), "{}", rig.text());
    assert!(
        !rig.says("go on with what was broken off"),
        "{}",
        rig.text()
    );
    rig.keys("\x1b");
    let mut rig = playing();
    rig.keys("?");
    assert!(rig.says("stop; it asks why"), "{}", rig.text());
}

#[test]
fn tabs_and_keys_can_be_clicked() {
    let mut rig = Rig::new(80, 24);
    rig.click("5 Progress");
    assert!(rig.says("Minutes by week"), "{}", rig.text());
    rig.click("q quit");
    assert!(rig.quit);
}

#[test]
fn any_size_is_drawn_and_the_stop_key_is_always_there() {
    let mut rig = playing();
    for (columns, rows) in [
        (40, 12),
        (41, 13),
        (60, 16),
        (80, 24),
        (200, 60),
        (30, 8),
        (1, 1),
    ] {
        rig.resize(columns, rows);
        rig.pass(500);
        let text = rig.text();
        if columns >= 8 {
            assert!(text.contains("q STOP"), "{columns}x{rows}:\n{text}");
        }
    }
}

#[test]
fn held_by_the_help_the_session_waits() {
    let mut rig = playing();
    rig.keys("?");
    let heard = rig.heard.len();
    rig.pass(30_000);
    assert_eq!(rig.heard.len(), heard);
}
