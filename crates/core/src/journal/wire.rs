//! Entries as JSON: types that are apart from the domain's, one structure per kind.
//!
//! ```json
//! {"schema":1,"id":"0190...","person":"0190...","session":"0190...",
//!  "at":"2026-03-02T08:15:00.25Z","zone":"Europe/Berlin","offset_s":3600,
//!  "kind":"pain","body":{"value":4,"area":"neck","side":"right","when":"daily"}}
//! ```
//!
//! Absent and `null` mean the same; what is absent is not written. Unknown fields are refused in
//! entries of this version, so that nothing is ever dropped in silence.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::entry::{
    AskedArea, Body, Change, PainReading, Request, SafetyCheck, SegmentFinished, SessionEnded,
    SessionStarted, TechniqueFinished,
};
use super::line::LineFault;
use super::profile::{Profile, ProfileFlag};
use super::words::{EndReason, Felt, Form, When};
use crate::content::{Id, Level};
use crate::routine::Side;

/// Declares structures that are written and read as JSON objects.
macro_rules! wire {
    ($( $vis:vis $name:ident { $( $(#[$meta:meta])* $field:ident : $type:ty ),* $(,)? } )*) => { $(
        #[derive(Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name { $(
            $(#[$meta])*
            $field: $type,
        )* }
    )* };
}

mod routine;

/// What every version of an entry has.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) schema: u32,
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) session: Option<Uuid>,
    pub(super) at: Timestamp,
    pub(super) zone: String,
    pub(super) offset_s: i32,
    pub(super) kind: String,
}

/// A whole entry of this version, to be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryIn<'a> {
    pub(super) schema: u32,
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    pub(super) session: Option<Uuid>,
    pub(super) at: Timestamp,
    pub(super) zone: String,
    pub(super) offset_s: i32,
    pub(super) kind: String,
    #[serde(borrow)]
    pub(super) body: &'a RawValue,
}

/// A whole entry of this version, to be written.
#[derive(Serialize)]
pub(super) struct EntryOut<'a> {
    pub(super) schema: u32,
    pub(super) id: Uuid,
    pub(super) person: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) session: Option<Uuid>,
    pub(super) at: Timestamp,
    pub(super) zone: &'a str,
    pub(super) offset_s: i32,
    pub(super) kind: &'a str,
    pub(super) body: Box<RawValue>,
}

wire! {
    StartedWire {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        routine: Option<String>,
        request: RequestWire,
        plan: Value,
    }
    RequestWire {
        #[serde(skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        goal: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        areas: Vec<AskedAreaWire>,
        #[serde(skip_serializing_if = "Option::is_none")]
        seed: Option<u64>,
    }
    AskedAreaWire {
        area: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pain: Option<u8>,
    }
    SegmentWire {
        segment: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        item: Option<u32>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        easier: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        technique: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        set: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<u32>,
        planned_ms: u64,
        played_ms: u64,
        complete: bool,
    }
    EasierWire {
        item: u32,
        technique: String,
    }
    FinishedWire {
        technique: String,
        seconds: u32,
        left_s: u32,
        right_s: u32,
    }
    SkippedWire {
        technique: String,
    }
    EndedWire {
        reason: String,
        played_ms: u64,
    }
    PainWire {
        value: u8,
        #[serde(skip_serializing_if = "Option::is_none")]
        area: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        side: Option<String>,
        when: String,
    }
    FeedbackWire {
        technique: String,
        felt: String,
    }
    SafetyWire {
        form: String,
        reported: Vec<String>,
        level: String,
        questions: String,
    }
    NoteWire {
        text: String,
    }
    ProfileWire {
        #[serde(default)]
        flags: Vec<FlagWire>,
        #[serde(default)]
        equipment: Vec<String>,
        #[serde(default)]
        missing: Vec<String>,
        #[serde(default)]
        positions: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreed: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        emergency_number: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        voice: Option<bool>,
    }
    FlagWire {
        flag: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        areas: Vec<String>,
    }
    CorrectionWire {
        of: Uuid,
        change: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        body: Option<Box<RawValue>>,
    }
}

/// The JSON of a body. Opaque bodies have none of their own.
pub(super) fn body_to_json(body: &Body) -> serde_json::Result<Box<RawValue>> {
    use serde_json::value::to_raw_value as raw;
    match body {
        Body::SessionStarted(started) => raw(&StartedWire {
            name: started.name.clone(),
            routine: started.routine.as_ref().map(word),
            request: RequestWire {
                minutes: started.request.minutes,
                goal: started.request.goal.as_ref().map(word),
                areas: started
                    .request
                    .areas
                    .iter()
                    .map(|asked| AskedAreaWire {
                        area: word(&asked.area),
                        side: asked.side.map(side_out),
                        pain: asked.pain,
                    })
                    .collect(),
                seed: started.request.seed,
            },
            plan: started.plan.clone(),
        }),
        Body::SegmentFinished(segment) => raw(&SegmentWire {
            segment: segment.segment,
            item: segment.item,
            easier: segment.easier,
            technique: segment.technique.as_ref().map(word),
            side: segment.side.map(side_out),
            set: segment.set,
            count: segment.count,
            planned_ms: segment.planned_ms,
            played_ms: segment.played_ms,
            complete: segment.complete,
        }),
        Body::EasierTaken { item, technique } => raw(&EasierWire {
            item: *item,
            technique: word(technique),
        }),
        Body::TechniqueFinished(finished) => raw(&FinishedWire {
            technique: word(&finished.technique),
            seconds: finished.seconds,
            left_s: finished.left_s,
            right_s: finished.right_s,
        }),
        Body::TechniqueSkipped(technique) => raw(&SkippedWire {
            technique: word(technique),
        }),
        Body::SessionEnded(ended) => raw(&EndedWire {
            reason: ended.reason.word().to_owned(),
            played_ms: ended.played_ms,
        }),
        Body::Pain(reading) => raw(&PainWire {
            value: reading.value,
            area: reading.area.as_ref().map(word),
            side: reading.side.map(side_out),
            when: reading.when.word().to_owned(),
        }),
        Body::Feedback { technique, felt } => raw(&FeedbackWire {
            technique: word(technique),
            felt: felt.word().to_owned(),
        }),
        Body::SafetyChecked(check) => raw(&SafetyWire {
            form: check.form.word().to_owned(),
            reported: check.reported.iter().map(word).collect(),
            level: check.level.word().to_owned(),
            questions: check.questions.clone(),
        }),
        Body::Note(text) => raw(&NoteWire { text: text.clone() }),
        Body::ProfileSet(profile) => raw(&ProfileWire {
            flags: profile
                .flags
                .iter()
                .map(|flag| FlagWire {
                    flag: word(&flag.flag),
                    areas: flag.areas.iter().map(word).collect(),
                })
                .collect(),
            equipment: profile.equipment.iter().map(word).collect(),
            missing: profile.missing.iter().map(word).collect(),
            positions: profile.positions.iter().map(word).collect(),
            agreed: profile.agreed.iter().map(word).collect(),
            emergency_number: profile.emergency_number.clone(),
            voice: profile.voice,
        }),
        Body::RoutineSaved(saved) => raw(&routine::RoutineWire::of(saved)),
        Body::Correction { of, change } => raw(&match change {
            Change::Withdrawn => CorrectionWire {
                of: *of,
                change: "withdrawn".to_owned(),
                kind: None,
                body: None,
            },
            Change::Replaced(body) => CorrectionWire {
                of: *of,
                change: "replaced".to_owned(),
                kind: Some(body.kind().to_owned()),
                body: Some(body_to_json(body)?),
            },
        }),
        Body::Opaque(opaque) => raw(&opaque.line),
    }
}

/// The body of a kind from its JSON.
pub(super) fn body_from_json(kind: &str, json: &RawValue) -> Result<Body, LineFault> {
    Ok(match kind {
        "session-started" => {
            let wire: StartedWire = read(json)?;
            let areas = wire
                .request
                .areas
                .iter()
                .map(|asked| {
                    Ok(AskedArea {
                        area: id_in(&asked.area)?,
                        side: side_in(asked.side.as_deref())?,
                        pain: asked.pain,
                    })
                })
                .collect::<Result<_, LineFault>>()?;
            Body::SessionStarted(SessionStarted {
                name: wire.name,
                routine: opt_id(wire.routine.as_deref())?,
                request: Request {
                    minutes: wire.request.minutes,
                    goal: opt_id(wire.request.goal.as_deref())?,
                    areas,
                    seed: wire.request.seed,
                },
                plan: wire.plan,
            })
        }
        "segment-finished" => {
            let wire: SegmentWire = read(json)?;
            Body::SegmentFinished(SegmentFinished {
                segment: wire.segment,
                item: wire.item,
                easier: wire.easier,
                technique: opt_id(wire.technique.as_deref())?,
                side: side_in(wire.side.as_deref())?,
                set: wire.set,
                count: wire.count,
                planned_ms: wire.planned_ms,
                played_ms: wire.played_ms,
                complete: wire.complete,
            })
        }
        "easier-taken" => {
            let wire: EasierWire = read(json)?;
            Body::EasierTaken {
                item: wire.item,
                technique: id_in(&wire.technique)?,
            }
        }
        "technique-finished" => {
            let wire: FinishedWire = read(json)?;
            Body::TechniqueFinished(TechniqueFinished {
                technique: id_in(&wire.technique)?,
                seconds: wire.seconds,
                left_s: wire.left_s,
                right_s: wire.right_s,
            })
        }
        "technique-skipped" => {
            let wire: SkippedWire = read(json)?;
            Body::TechniqueSkipped(id_in(&wire.technique)?)
        }
        "session-ended" => {
            let wire: EndedWire = read(json)?;
            Body::SessionEnded(SessionEnded {
                reason: one_of(&wire.reason, EndReason::from_word, EndReason::WORDS)?,
                played_ms: wire.played_ms,
            })
        }
        "pain" => {
            let wire: PainWire = read(json)?;
            Body::Pain(PainReading {
                value: wire.value,
                area: opt_id(wire.area.as_deref())?,
                side: side_in(wire.side.as_deref())?,
                when: one_of(&wire.when, When::from_word, When::WORDS)?,
            })
        }
        "feedback" => {
            let wire: FeedbackWire = read(json)?;
            Body::Feedback {
                technique: id_in(&wire.technique)?,
                felt: one_of(&wire.felt, Felt::from_word, Felt::WORDS)?,
            }
        }
        "safety-checked" => {
            let wire: SafetyWire = read(json)?;
            Body::SafetyChecked(SafetyCheck {
                form: one_of(&wire.form, Form::from_word, Form::WORDS)?,
                reported: id_list(&wire.reported)?,
                level: one_of(&wire.level, Level::from_word, Level::WORDS)?,
                questions: wire.questions,
            })
        }
        "note" => Body::Note(read::<NoteWire>(json)?.text),
        "profile-set" => {
            let wire: ProfileWire = read(json)?;
            let flags = wire
                .flags
                .iter()
                .map(|flag| {
                    Ok(ProfileFlag {
                        flag: id_in(&flag.flag)?,
                        areas: id_list(&flag.areas)?,
                    })
                })
                .collect::<Result<_, LineFault>>()?;
            Body::ProfileSet(Profile {
                flags,
                equipment: id_list(&wire.equipment)?,
                missing: id_list(&wire.missing)?,
                positions: id_list(&wire.positions)?,
                agreed: id_list(&wire.agreed)?,
                emergency_number: wire.emergency_number,
                voice: wire.voice,
            })
        }
        "routine-saved" => Body::RoutineSaved(read::<routine::RoutineWire>(json)?.routine()?),
        "correction" => {
            let wire: CorrectionWire = read(json)?;
            let change = match (wire.change.as_str(), wire.kind, wire.body) {
                ("withdrawn", None, None) => Change::Withdrawn,
                // One level only: a correction is never put in, so this does not nest.
                ("replaced", Some(kind), Some(body)) if kind != "correction" => {
                    Change::Replaced(Box::new(body_from_json(&kind, &body)?))
                }
                _ => return Err(LineFault::BadCorrection),
            };
            Body::Correction {
                of: wire.of,
                change,
            }
        }
        _ => return Err(LineFault::UnknownKind(kind.chars().take(80).collect())),
    })
}

fn read<'a, T: Deserialize<'a>>(json: &'a RawValue) -> Result<T, LineFault> {
    // A structure may also be read from a bare list, which is not our format.
    if !json.get().starts_with('{') {
        return Err(LineFault::Syntax("the body is no JSON object".to_owned()));
    }
    serde_json::from_str(json.get())
        .map_err(|error| LineFault::Syntax(format!("in the body, {error}")))
}

fn word(id: &Id) -> String {
    id.as_str().to_owned()
}

fn id_in(text: &str) -> Result<Id, LineFault> {
    Id::new(text)
        .ok_or_else(|| LineFault::Invalid(super::InvalidEntry::Id(text.chars().take(80).collect())))
}

fn opt_id(text: Option<&str>) -> Result<Option<Id>, LineFault> {
    text.map(id_in).transpose()
}

fn id_list(texts: &[String]) -> Result<Vec<Id>, LineFault> {
    texts.iter().map(|text| id_in(text)).collect()
}

fn side_out(side: Side) -> String {
    side.word().to_owned()
}

fn side_in(text: Option<&str>) -> Result<Option<Side>, LineFault> {
    text.map(|text| one_of(text, Side::from_word, &["left", "right"]))
        .transpose()
}

fn one_of<T>(
    text: &str,
    from_word: impl Fn(&str) -> Option<T>,
    words: &'static [&'static str],
) -> Result<T, LineFault> {
    from_word(text).ok_or_else(|| LineFault::UnknownWord {
        found: text.chars().take(80).collect(),
        words,
    })
}
