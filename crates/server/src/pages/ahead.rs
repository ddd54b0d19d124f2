//! What a page has to ask before a session where the server cannot be reached: when a check is due, the check itself,
//! and under which of its levels a session may be played. Core has laid all of it out; the page looks it up
//! (`assets/js/ahead.js`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use unhunch_core::content::{Intensity, Level, Library, SafetyFile};
use unhunch_core::person::{Ahead, ahead};
use unhunch_core::plan::{self, Request};
use unhunch_core::safety::{Clearance, Due, Reason, advice, level_text, with_number};
use unhunch_core::timeline::Timeline;

use crate::acts::Ground;

/// For how many days it is laid out: a routine is not kept longer without the server.
const DAYS: u32 = 7;

/// The levels, the most serious first.
const LEVELS: [Level; 4] = [
    Level::Emergency,
    Level::Urgent,
    Level::SeeProfessional,
    Level::Clear,
];

/// Reasons that may come up in the page.
const REASONS: [Reason; 5] = [
    Reason::NotCleared,
    Reason::Old,
    Reason::PainHigh,
    Reason::PainRose,
    Reason::NewDay,
];

/// When a check will be due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct AheadView {
    /// When this was so, in ms: what is known later is newer.
    as_of: i64,
    days: Vec<DayView>,
    last_pain: Option<u32>,
    high_from: u32,
    rose_from: Vec<u32>,
    short_holds: u32,
    full_holds: u32,
    /// Reasons, in words.
    says: BTreeMap<&'static str, &'static str>,
}

/// What is due on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct DayView {
    day: Date,
    due: Option<DueView>,
}

/// A check that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct DueView {
    form: &'static str,
    reason: &'static str,
    says: &'static str,
}

impl From<Due> for DueView {
    fn from(due: Due) -> Self {
        Self {
            form: due.form.word(),
            reason: due.reason.word(),
            says: due.reason.says(),
        }
    }
}

impl AheadView {
    /// When a check will be due by what is known now.
    pub(crate) fn new(library: &Library, ground: &Ground, now: Timestamp) -> Self {
        let found = ahead(library.safety(), &ground.standing, ground.today, DAYS);
        Self::of(found, now)
    }

    fn of(found: Ahead, now: Timestamp) -> Self {
        Self {
            as_of: now.as_millisecond(),
            days: found
                .days
                .into_iter()
                .map(|(day, due)| DayView {
                    day,
                    due: due.map(Into::into),
                })
                .collect(),
            last_pain: found.last_pain,
            high_from: found.high_from,
            rose_from: found.rose_from,
            short_holds: found.short_holds,
            full_holds: found.full_holds,
            says: REASONS
                .iter()
                .map(|reason| (reason.word(), reason.says()))
                .collect(),
        }
    }
}

/// The check, as the page asks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct CheckSheet<'a> {
    title: &'a str,
    intro: String,
    short_ask: String,
    /// The most serious first; the last one is reached by whoever reports nothing.
    levels: Vec<LevelSheet<'a>>,
    /// The emergency number, if one is set.
    call: Option<&'a str>,
}

/// A level of the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LevelSheet<'a> {
    level: &'static str,
    title: &'a str,
    says: String,
    /// Whether it stops everything until the check is answered anew.
    stops: bool,
    questions: Vec<QuestionSheet<'a>>,
}

/// A question of the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct QuestionSheet<'a> {
    id: &'a str,
    ask: &'a str,
}

impl<'a> CheckSheet<'a> {
    /// The check.
    pub(crate) fn new(safety: &'a SafetyFile, number: Option<&'a str>) -> Self {
        let level = |level: Level| LevelSheet {
            level: level.word(),
            title: level_text(safety, level).map_or("", |text| text.title.as_str()),
            says: advice(safety, level, number),
            stops: level >= Level::Urgent,
            questions: safety
                .questions
                .iter()
                .filter(|one| one.level.value == level)
                .map(|one| QuestionSheet {
                    id: one.id.as_str(),
                    ask: &one.ask.value,
                })
                .collect(),
        };
        Self {
            title: &safety.title.value,
            intro: with_number(safety, &safety.intro, number),
            short_ask: with_number(safety, &safety.short_ask, number),
            levels: LEVELS.into_iter().map(level).collect(),
            call: number,
        }
    }
}

/// The levels of a check under which a timeline may be played: where core admits it.
pub(crate) fn plays(library: &Library, ground: &Ground, timeline: &Timeline) -> Vec<&'static str> {
    // Where the person is and what they have was settled when it was laid out.
    let request = Request {
        positions: Request::new(library, 5).positions,
        intensity: Intensity::Strong,
        ..ground.usual.request.clone()
    };
    let admits = |level: &Level| {
        let clearance = Clearance::recorded(*level);
        plan::admit_timeline(library, clearance, &request, timeline).is_ok()
    };
    LEVELS.into_iter().filter(admits).map(Level::word).collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use serde_json::{Value, json};
    use unhunch_core::person::Standing;
    use unhunch_core::safety::{Answers, Form, Past, PastCheck, assess, due, questions_version};

    use super::*;

    /// Numbers that look like chance, the same each time.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, most: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % most
        }

        fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
            (self.below(2) == 0).then(|| some(self))
        }

        fn pain(&mut self) -> u32 {
            u32::try_from(self.below(11)).unwrap()
        }
    }

    /// Asks the page's script, in Node.
    fn in_node(asked: &Value) -> Value {
        use std::io::Write as _;
        use std::process::{Command, Stdio};
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node/ahead.js");
        let mut node = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the page's script is tested in Node, which cannot be run");
        let text = serde_json::to_vec(asked).unwrap();
        node.stdin.take().unwrap().write_all(&text).unwrap();
        let done = node.wait_with_output().unwrap();
        assert!(done.status.success());
        serde_json::from_slice(&done.stdout).unwrap()
    }

    fn shown(due: Option<Due>) -> Value {
        json!(due.map(DueView::from))
    }

    #[test]
    fn the_page_asks_when_core_would() {
        let library = unhunch_bundle::library();
        let safety = library.safety();
        let today = date(2026, 3, 2);
        let version = questions_version(safety);
        let chance = &mut Chance(7);
        let mut asked = Vec::new();
        let mut expected = Vec::new();
        for _ in 0..400 {
            let level = *[
                Level::Clear,
                Level::Clear,
                Level::SeeProfessional,
                Level::Urgent,
            ]
            .get(usize::try_from(chance.below(4)).unwrap())
            .unwrap();
            let full = chance.maybe(|chance| PastCheck {
                day: today - i64::try_from(chance.below(34)).unwrap().days(),
                level,
                version: version.clone(),
            });
            let mut past = Past {
                any: full.as_ref().map(|full| {
                    let age = i64::from((today - full.day).get_days());
                    full.day + i64::try_from(chance.below(3)).unwrap().min(age).days()
                }),
                full,
                pain_before: chance.maybe(Chance::pain),
                pain_since: (0..chance.below(3)).map(|_| chance.pain()).collect(),
                something_new: chance.below(9) == 0,
            };
            let standing = Standing {
                due: due(safety, &past, today),
                level: None,
                past: past.clone(),
            };
            let laid = AheadView::of(ahead(safety, &standing, today, DAYS), Timestamp::UNIX_EPOCH);
            let (mut events, mut told) = (Vec::new(), Vec::new());
            let mut day = today;
            for _ in 0..chance.below(7) {
                day += i64::try_from(chance.below(2)).unwrap().days();
                let due_now = due(safety, &past, day);
                match chance.below(3) {
                    0 => {
                        let pain = chance.pain();
                        past.pain_since.push(pain);
                        events.push(json!({"pain": pain}));
                    }
                    1 if due_now.is_some_and(|due| due.form == Form::Short) => {
                        past.any = Some(day);
                        events.push(json!({"short": day}));
                    }
                    _ => {
                        let mut answers = Answers::none_of(safety);
                        let mut ticked = Vec::new();
                        for question in &safety.questions {
                            if chance.below(24) == 0 {
                                answers.answer(&question.id.value, true);
                                ticked.push(question.id.to_string());
                            }
                        }
                        let level = assess(safety, &answers).level;
                        past.pain_before = past.pain_since.last().copied().or(past.pain_before);
                        past = Past {
                            full: Some(PastCheck {
                                day,
                                level,
                                version: version.clone(),
                            }),
                            any: Some(day),
                            pain_before: past.pain_before,
                            ..Past::default()
                        };
                        events.push(json!({"full": day, "ticked": ticked, "level": level.word()}));
                    }
                }
                let days = (0..i64::from(DAYS)).map(|n| today + n.days());
                let days = days.filter(|one| *one >= day);
                let dues = days.map(|one| json!([one, shown(due(safety, &past, one))]));
                told.push(json!(dues.collect::<Vec<_>>()));
            }
            asked.push(json!({"ahead": laid, "events": events, "told": told}));
            expected.push(json!(told));
        }
        let check = CheckSheet::new(safety, Some("112"));
        let found = in_node(&json!({"check": check, "runs": asked}));
        for ((run, expected), found) in asked.iter().zip(&expected).zip(found.as_array().unwrap()) {
            assert_eq!(found, expected, "{}\n{}", run["ahead"], run["events"]);
        }
    }

    #[test]
    fn a_routine_is_played_under_the_levels_that_core_admits() {
        let library = unhunch_bundle::library();
        let sheet = CheckSheet::new(library.safety(), None);
        let levels: Vec<_> = sheet
            .levels
            .iter()
            .map(|one| (one.level, one.stops))
            .collect();
        assert_eq!(
            levels,
            [
                ("emergency", true),
                ("urgent", true),
                ("see-professional", false),
                ("clear", false)
            ]
        );
        assert!(sheet.levels[3].questions.is_empty() && !sheet.levels[0].questions.is_empty());
        assert!(sheet.levels[0].says.contains("your local emergency number"));
    }
}
