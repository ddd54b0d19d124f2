//! Whole pictures, and what holds of every picture.

use unicode_width::UnicodeWidthStr as _;

use super::super::overlay::Overlay;
use super::{Canvas, frame};
use unhunch_host::Sight;

fn hold() -> Sight {
    Sight {
        title: "5 minutes for the neck".into(),
        name: "Seated twist".into(),
        movement: None,
        detail: vec!["left side".into(), "set 1 of 2".into()],
        seconds: 27,
        cue: "Turn to the left, from the ribs up, and stay there.".into(),
        feel: Some("A gentle pull between the shoulder blades; never a pinch.".into()),
        next: "Slow breathing".into(),
        played_ms: 95_000,
        left_ms: 205_000,
        paused: None,
        notice: None,
        over: None,
    }
}

fn breath() -> Sight {
    Sight {
        name: "Slow breathing".into(),
        movement: Some("breathe in"),
        detail: vec!["breath 3 of 5".into()],
        seconds: 3,
        cue: "Let the belly rise first.".into(),
        feel: None,
        next: "the end".into(),
        played_ms: 290_000,
        left_ms: 10_000,
        ..hold()
    }
}

/// Long words for everything, as long as the longest of the content set.
fn wordy() -> Sight {
    Sight {
        title: "Fifteen minutes for the neck, between the shoulder blades and the chest".into(),
        name: "Get ready: Thoracic extension over a foam roller".into(),
        detail: vec!["right side".into(), "counter-clockwise".into(), "set 1 of 2".into()],
        cue: "Let the breath find its own pace again. That was the last one. Take an easy breath \
              before you go on with your day."
            .into(),
        feel: Some(
            "The tops of the shoulders working lightly, then softening. A quiet click or two is fine; \
             a pinch or a sharp pain is not, and means stop."
                .into(),
        ),
        next: "Lateral rotation neck stretch, seated on a chair without armrests".into(),
        ..hold()
    }
}

fn canvas(width: usize, height: usize, unicode: bool) -> Canvas {
    Canvas {
        width,
        height,
        unicode,
        beside: 0,
    }
}

/// The picture, each row between bars so that its end is seen.
fn picture(sight: &Sight, width: usize, height: usize, unicode: bool) -> String {
    let rows = frame(sight, canvas(width, height, unicode));
    rows.iter()
        .map(|row| {
            let fill = " ".repeat(width - row.text.width());
            format!("|{}{fill}|\n", row.text)
        })
        .collect()
}

#[test]
fn pictures_at_three_sizes() {
    insta::assert_snapshot!("small", picture(&hold(), 40, 10, true));
    insta::assert_snapshot!("small_ascii", picture(&breath(), 40, 10, false));
    insta::assert_snapshot!("usual", picture(&hold(), 80, 24, true));
    insta::assert_snapshot!("usual_ascii", picture(&breath(), 80, 24, false));
    insta::assert_snapshot!("large", picture(&hold(), 120, 40, true));
    insta::assert_snapshot!("large_ascii", picture(&breath(), 120, 40, false));
}

#[test]
fn long_words_are_wrapped_or_end_at_a_word() {
    for (width, height) in SIZES {
        let name = format!("wordy_{width}x{height}");
        insta::assert_snapshot!(name, picture(&wordy(), width, height, true));
    }
    insta::assert_snapshot!("wordy_ascii", picture(&wordy(), 40, 10, false));
}

#[test]
fn words_keep_off_the_figure() {
    for (width, height) in SIZES {
        for aspect in [0.4, 1.0, 2.5] {
            let canvas = canvas(width, height, true).with_figure(aspect);
            let room = width < 72 || height < 18;
            assert_eq!(canvas.beside == 0, room, "{width}x{height}");
            assert!(canvas.beside * 2 < width);
            let rows = frame(&wordy(), canvas);
            let (above, below) = Canvas::AROUND;
            for row in &rows[above.min(rows.len())..rows.len() - below] {
                assert!(row.text.width() <= width - canvas.beside, "{row:?}");
            }
        }
    }
    let beside = canvas(100, 30, true).with_figure(0.8);
    let rows = frame(&wordy(), beside);
    let text: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    insta::assert_snapshot!("beside_a_figure", text.join("\n"));
}

/// Terminals that people have: a corner of one, half of one, the usual ones, a window, a whole display.
const SIZES: [(usize, usize); 6] = [(40, 12), (60, 20), (80, 22), (80, 24), (120, 40), (200, 60)];

/// Whether the rows from some row on show this text to its end, or to the end of a word and an ellipsis,
/// and then something else.
fn shows(rows: &[String], text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let begins = |row: &&String| {
        let first = row.split(['\u{2026}', ' ']).next().unwrap_or_default();
        words[0].starts_with(first) && !first.is_empty()
    };
    let starts = rows.iter().enumerate().filter(|(_, row)| begins(row));
    starts.into_iter().any(|(start, _)| {
        let mut said = String::new();
        rows[start..].iter().any(|row| {
            said.push_str(row);
            if said == text {
                return true;
            }
            if let Some(kept) = said.strip_suffix('\u{2026}') {
                let rest = text.strip_prefix(kept);
                return rest.is_some_and(|rest| rest.starts_with([' ', ',', ';', ':', '.']));
            }
            said.push(' ');
            false
        })
    })
}

#[test]
fn nothing_of_the_content_is_cut_within_a_word() {
    let library = unhunch_bundle::library();
    let full = |height: usize| height >= 20;
    for technique in library.techniques() {
        let cues = [&technique.cues.start, &technique.cues.end].into_iter();
        for cue in cues.chain(&technique.cues.during) {
            let sight = Sight {
                name: format!("Get ready: {}", technique.name),
                cue: format!("Right side. {cue}"),
                feel: Some(technique.feel.to_string()),
                ..wordy()
            };
            for (width, height) in SIZES {
                let rows = frame(&sight, canvas(width, height, true));
                let rows: Vec<String> = rows.into_iter().map(|row| row.text).collect();
                let at = format!("{width}x{height} {}:\n{}", technique.id, rows.join("\n"));
                assert!(shows(&rows, &sight.name), "{at}");
                assert!(shows(&rows, &sight.cue), "{at}");
                assert!(shows(&rows, &format!("Next: {}", sight.next)), "{at}");
                if full(height) {
                    let feel = sight.feel.as_deref().unwrap();
                    assert!(shows(&rows, feel), "{at}");
                    let cut = rows.iter().filter(|row| row.ends_with('\u{2026}')).count();
                    let may = usize::from(width < 80);
                    assert!(cut <= may, "there was room: {at}");
                }
                assert!(rows.last().unwrap().starts_with("q STOP"), "{at}");
            }
        }
    }
}

#[test]
fn what_lies_over_it_shows_its_keys_at_every_size() {
    let trouble =
        "the journal at .local/share/unhunch/of/somebody/who/works/here/journal.sqlite3 cannot be \
                   written: the disk is full; make room and try again"
            .to_owned();
    let effort = Overlay::Effort {
        pain: 4,
        action: unhunch_core::content::EffortAction::Easier,
        says: "Make it smaller: take the easier step, or leave this one out. ".repeat(4),
        can_ease: true,
    };
    for (overlay, keys) in [
        (Overlay::Trouble(trouble), &["r  try again", "q  leave"][..]),
        (
            effort,
            &["e  take the easier step", "s  leave this", "q  stop"],
        ),
        (
            Overlay::Why,
            &["d  done", "z  dizzy", "o  something else", "esc  go on"],
        ),
        (Overlay::Help, &["q      stop", "b      ring"]),
    ] {
        let sight = Sight {
            over: Some(overlay.lines()),
            ..hold()
        };
        for (width, height) in SIZES.into_iter().chain([(40, 10), (80, 8), (50, 9)]) {
            let rows = frame(&sight, canvas(width, height, true));
            let rows: Vec<String> = rows.into_iter().map(|row| row.text).collect();
            let all = rows.join("\n");
            for key in keys {
                assert!(all.contains(key), "{width}x{height} {key}:\n{all}");
            }
            assert!(rows.last().unwrap().starts_with("q STOP"), "{all}");
        }
    }
}

#[test]
fn pictures_that_ask_and_answer() {
    let over = |overlay: Overlay| Sight {
        over: Some(overlay.lines()),
        ..hold()
    };
    insta::assert_snapshot!("why", picture(&over(Overlay::Why), 80, 24, true));
    insta::assert_snapshot!("why_small", picture(&over(Overlay::Why), 40, 10, true));
    insta::assert_snapshot!("help_small", picture(&over(Overlay::Help), 40, 16, true));
    let paused = Sight {
        paused: Some("paused"),
        ..hold()
    };
    insta::assert_snapshot!("paused", picture(&paused, 60, 14, true));
    let refused = Sight {
        notice: Some("There is no easier step that fits here.".into()),
        ..hold()
    };
    insta::assert_snapshot!("notice_tiny", picture(&refused, 24, 6, true));
}

#[test]
fn every_picture_fits_and_shows_the_stop_key_and_the_countdown() {
    let mut sights = vec![hold(), breath()];
    sights.push(Sight {
        seconds: 605,
        paused: Some("paused while the computer slept"),
        ..hold()
    });
    sights.push(Sight {
        name: "Ein sehr langer Name mit breiten Zeichen \u{65e5}\u{672c}\u{8a9e}".repeat(4),
        cue: "\u{65e5}\u{672c}\u{8a9e} word \x1b[31m ".repeat(30),
        ..hold()
    });
    sights.push(Sight {
        over: Some(Overlay::Help.lines()),
        ..hold()
    });
    for sight in &sights {
        for width in [1, 2, 7, 20, 40, 80, 81, 200] {
            for height in [1, 2, 5, 8, 10, 13, 24, 40, 70] {
                for unicode in [true, false] {
                    let rows = frame(sight, canvas(width, height, unicode));
                    assert!(rows.len() <= height, "{width}x{height}");
                    for row in &rows {
                        assert!(row.text.width() <= width, "{width}x{height} {row:?}");
                        assert!(unicode || row.text.is_ascii(), "{row:?}");
                        assert!(!row.text.contains(char::is_control), "{row:?}");
                    }
                    if width >= 8 {
                        assert!(rows.last().unwrap().text.starts_with("q STOP"));
                    }
                }
            }
        }
    }
}
