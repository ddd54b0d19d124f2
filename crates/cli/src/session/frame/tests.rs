//! Whole pictures, and what holds of every picture.

use unicode_width::UnicodeWidthStr as _;

use super::super::overlay::Overlay;
use super::{Canvas, frame};
use crate::session::sight::Sight;

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

fn canvas(width: usize, height: usize, unicode: bool) -> Canvas {
    Canvas {
        width,
        height,
        unicode,
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
