//! Each screen at three sizes, with its styles; and as every kind of terminal shows it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crossterm::event::KeyCode;
use ratatui::style::{Color, Modifier, Style};

use super::*;

/// A picture in text, with a letter for each style below each row, and what the letters mean.
fn with_styles(buffer: &Buffer) -> String {
    let mut names: BTreeMap<String, char> = BTreeMap::new();
    let mut text = String::new();
    let area = buffer.area;
    let plain = {
        let cell = buffer.cell((0, 0)).unwrap();
        says(cell.style())
    };
    for y in 0..area.height {
        let mut row = String::new();
        let mut styles = String::new();
        for x in 0..area.width {
            let cell = buffer.cell((x, y)).unwrap();
            row.push_str(cell.symbol());
            let style = says(cell.style());
            if style == plain || cell.symbol() == " " && cell.bg == buffer.cell((0, 0)).unwrap().bg
            {
                styles.push(' ');
                continue;
            }
            let next = char::from(b'a' + u8::try_from(names.len().min(25)).unwrap());
            styles.push(*names.entry(style).or_insert(next));
        }
        writeln!(text, "|{}|", row.trim_end()).unwrap();
        if !styles.trim().is_empty() {
            writeln!(text, " {}", styles.trim_end()).unwrap();
        }
    }
    for (style, letter) in names {
        writeln!(text, "{letter}: {style}").unwrap();
    }
    text
}

fn says(style: Style) -> String {
    let color = |color: Option<Color>| match color {
        Some(Color::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Some(other) => format!("{other:?}"),
        None => "-".to_owned(),
    };
    let mut text = format!("{} on {}", color(style.fg), color(style.bg));
    if style.add_modifier != Modifier::empty() {
        write!(text, " {:?}", style.add_modifier).unwrap();
    }
    text
}

/// Whoever did a week of sessions.
fn with_a_past() -> Shared {
    let journal = Shared::default();
    for day in 0..8 {
        let mut rig = Rig::on(journal.clone(), 80, 24, COLORS, day);
        rig.keys("\n");
        rig.none_of_these();
        rig.keys("\n");
        let pain = char::from(b'6' - u8::try_from(day / 2).unwrap());
        rig.keys(&format!("\n{pain}\n"));
        rig.pass(if day % 3 == 0 { 6 * 60_000 } else { 150_000 });
        if rig.app.plays() {
            rig.keys("qt");
        }
        rig.keys("3");
        rig.press(KeyCode::Down);
        rig.keys("+\n\n");
    }
    journal
}

const SIZES: [(u16, u16); 3] = [(40, 12), (80, 24), (160, 50)];

/// Goes to each screen by its keys, and keeps its pictures.
fn keep(name: &str, journal: &Shared, keys: &str) {
    for (columns, rows) in SIZES {
        // Figures have tests of their own; here it is the words and their places that count.
        let theme = Theme {
            depth: Depth::All,
            ground: Ground::Dark,
            unicode: false,
        };
        let mut rig = Rig::on(journal.clone(), columns, rows, theme, 7);
        rig.keys(keys);
        let picture = with_styles(&rig.draw());
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
    }
}

#[test]
fn screens_at_three_sizes() {
    let empty = Shared::default();
    keep("first_today", &empty, "");
    keep("check", &empty, "\n");
    keep("question", &empty, "\no");
    keep("emergency", &empty, "\noy");
    let past = with_a_past();
    keep("today", &past, "");
    keep("plan", &past, "2");
    keep("map", &past, "2\t ");
    keep("planned", &past, "2\t\tj");
    keep("ready", &past, "\n");
    keep("library", &past, "3");
    keep("technique", &past, "3\n");
    keep("guides", &past, "4");
    keep("guide", &past, "4\n\t");
    keep("progress", &past, "5");
    keep("profile", &past, "6");
    keep("help", &past, "?");
    keep("palette", &past, ":plan");
}

#[test]
fn a_session_at_three_sizes() {
    for (columns, rows) in SIZES {
        let theme = Theme {
            depth: Depth::All,
            ground: Ground::Light,
            unicode: false,
        };
        let mut rig = Rig::on(Shared::default(), columns, rows, theme, 0);
        rig.keys("\n");
        rig.none_of_these();
        rig.keys("\n\n3\n");
        rig.keys("n");
        rig.pass(2_000);
        let kept = |rig: &mut Rig, name: &str| {
            let picture = with_styles(&rig.draw());
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), picture);
        };
        kept(&mut rig, "player");
        rig.keys("q");
        kept(&mut rig, "why");
        rig.keys("p4");
        kept(&mut rig, "effort");
        rig.keys("q");
        kept(&mut rig, "advice");
        rig.keys("\n");
        kept(&mut rig, "after");
        rig.keys("\n");
        kept(&mut rig, "changed");
    }
}

#[test]
fn every_kind_of_terminal_gets_a_picture_that_it_can_show() {
    for depth in [Depth::None, Depth::Few, Depth::Many, Depth::All] {
        for unicode in [true, false] {
            for ground in [Ground::Light, Ground::Dark] {
                let theme = Theme {
                    depth,
                    ground,
                    unicode,
                };
                let mut rig = Rig::on(Shared::default(), 100, 30, theme, 0);
                rig.keys("\n");
                rig.none_of_these();
                rig.keys("\n\n3\n");
                rig.pass(8_000);
                let buffer = rig.draw();
                assert!(rig.app.plays());
                for cell in &buffer.content {
                    if !unicode {
                        assert!(cell.symbol().is_ascii(), "{:?}", cell.symbol());
                    }
                    for color in [cell.fg, cell.bg] {
                        let fits = match depth {
                            Depth::None => color == Color::Reset,
                            Depth::Few => !matches!(color, Color::Rgb(..) | Color::Indexed(16..)),
                            Depth::Many => !matches!(color, Color::Rgb(..)),
                            Depth::All => true,
                        };
                        assert!(fits, "{color:?} at {depth:?}");
                    }
                }
            }
        }
    }
}
