//! The screens as somebody uses them.

use crossterm::event::KeyCode;
use unhunch_core::journal::Body;

use super::journeys::{checked, playing};
use super::*;

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
    for y in 18..38 {
        for x in 48..76 {
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
        // A source says what it is.
        if rig.says("Esc closes this.") {
            rig.keys("\x1b");
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
    // The stop key is there all the same.
    assert!(rig.says("q STOP"), "{}", rig.text());
    rig.keys("q");
    assert!(rig.says("Why do you stop?"), "{}", rig.text());
}

#[test]
fn a_condition_can_be_limited_to_areas() {
    for (columns, rows) in [(80, 24), (160, 50)] {
        let mut rig = checked(columns, rows);
        rig.keys("6");
        for _ in 0..3 {
            rig.press(KeyCode::Down);
        }
        rig.keys(" ");
        assert!(rig.says("(everywhere; or choose where)"), "{}", rig.text());
        // The areas stand right below it.
        rig.press(KeyCode::Down);
        rig.keys(" ");
        assert!(rig.says("(only: Neck)"), "{}", rig.text());
        let flags = |rig: &Rig| {
            let bodies = rig.journal.bodies();
            let mut profiles = bodies.into_iter().filter_map(|body| match body {
                unhunch_core::journal::Body::ProfileSet(profile) => Some(profile.flags),
                _ => None,
            });
            profiles.next_back().unwrap()
        };
        let set = flags(&rig);
        assert_eq!(set.len(), 1);
        assert_eq!(set[0].areas.len(), 1);
        assert_eq!(set[0].areas[0].as_str(), "neck");
        rig.keys(" ");
        assert!(flags(&rig)[0].areas.is_empty());
        // Without the condition its areas are gone.
        rig.press(KeyCode::Up);
        rig.keys(" ");
        assert!(!rig.says("choose where"), "{}", rig.text());
        assert!(flags(&rig).is_empty());
    }
}

#[test]
fn what_is_said_goes_with_the_next_key() {
    let mut rig = checked(80, 24);
    rig.keys("z");
    assert!(rig.says("That key does nothing here"));
    rig.keys("2");
    assert!(!rig.says("That key does nothing here"));
}

#[test]
fn escape_and_a_key_in_one_leave_the_field_and_do_what_the_key_does() {
    use crossterm::event::KeyModifiers;
    let mut rig = checked(80, 24);
    rig.keys("3/neck");
    rig.chord(KeyCode::Char('5'), KeyModifiers::ALT);
    assert!(
        rig.says("Minutes by week") || rig.says("in 0 sessions"),
        "{}",
        rig.text()
    );
    // Where nothing is typed, a key with Alt means nothing.
    rig.chord(KeyCode::Char('q'), KeyModifiers::ALT);
    assert!(!rig.quit);
}
