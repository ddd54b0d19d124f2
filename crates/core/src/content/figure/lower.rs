//! From a figure file to a movement.

use unhunch_figure::{
    Crop, DVec3, Direction, Feel, Keyframe, Knot, Movement, Path, Place, Promise, Prop, PropKind,
    Reach, Root, Side, Spot, Stand, Target, Touch, View, heading,
};

use super::decode::KnotWord;
use super::{
    ContactRecord, FigureFile, KeyframeRecord, PlaceWord, PropRecord, ReachRecord, RootRecord,
    TargetRecord,
};
use crate::content::Sp;

/// What a target, a contact or a thing cannot say; each of them is a fault of its own.
fn value<T: Copy + Default>(read: &Option<Sp<T>>) -> T {
    read.as_ref().map(|read| read.value).unwrap_or_default()
}

impl FigureFile {
    /// The movement that the file describes. What is left open takes its default; what is contradictory
    /// is reported by the checks, and taken in the order of the fields here.
    pub fn lower(&self) -> Movement {
        self.lower_with(&self.keyframes)
    }

    /// As [`FigureFile::lower`], of the keyframes that are written out for the other side, beside the mirror
    /// images of the things; none when there are none.
    pub fn lower_mirrored(&self) -> Option<Movement> {
        if self.mirrored.is_empty() {
            return None;
        }
        let mut movement = self.lower_with(&self.mirrored);
        movement.props = movement.props.iter().map(Prop::mirrored).collect();
        Some(movement)
    }

    fn lower_with(&self, keyframes: &[Sp<KeyframeRecord>]) -> Movement {
        let views: Vec<View> = self
            .views
            .iter()
            .map(|view| View {
                yaw: view.yaw.value,
                pitch: view.pitch.value,
                crop: view.crop.map_or(Crop::Whole, |crop| crop.value),
            })
            .collect();
        Movement {
            base: self.base.value,
            side: self.side.map(|side| side.value),
            direction: self
                .direction
                .as_ref()
                .map(|direction| direction.to_string()),
            views,
            props: self.props.iter().map(|prop| lower_prop(prop)).collect(),
            path: self.path.map_or(Path::ThereAndBack, |path| path.value),
            breathing: self
                .breathing
                .map_or(unhunch_figure::Breathing::Holds, |breathing| {
                    breathing.value
                }),
            cycle: self.cycle.map(|cycle| cycle.value),
            feels: self
                .feels
                .iter()
                .map(|feel| Feel {
                    region: feel.region.value,
                    side: feel.side.map(|side| side.value),
                })
                .collect(),
            arrows: places(&self.arrows),
            presses: places(&self.presses),
            keyframes: keyframes
                .iter()
                .map(|keyframe| self.lower_keyframe(keyframe))
                .collect(),
        }
    }

    fn lower_keyframe(&self, record: &KeyframeRecord) -> Keyframe {
        let mut joints = Vec::new();
        for (joint, bends) in &record.joints.0 {
            for joint in &joint.joints {
                let mut angles = [0.0; 4];
                for (motion, degrees) in bends {
                    if let Some(reachable) = joint.kind.motion(motion.value) {
                        angles[reachable.component] += reachable.sign * degrees.value;
                    }
                }
                joints.push((*joint, angles));
            }
        }
        Keyframe {
            phase: record.phase.value,
            root: record.root.as_ref().map(|root| lower_root(root)),
            joints,
            reaches: record
                .reaches
                .iter()
                .flat_map(|reach| self.lower_reach(reach))
                .collect(),
            promises: record
                .contacts
                .iter()
                .flat_map(|contact| self.lower_contact(contact))
                .collect(),
        }
    }

    fn lower_reach(&self, record: &ReachRecord) -> Vec<Reach> {
        let directions = |words: &[Sp<Direction>], side: Side| {
            let words: Vec<Direction> = words.iter().map(|word| word.value).collect();
            heading(&words, side)
        };
        // Of both, the left one is written, and the right one is its mirror image.
        let side = record.part.side.unwrap_or(Side::Left);
        // What is not there is reported by the checks, and not reached for.
        let Some(to) = self.lower_target(&record.to) else {
            return Vec::new();
        };
        let offset = record
            .offset
            .map_or(DVec3::ZERO, |offset| vector(offset.value.0));
        let written = Reach {
            end: record.part.end,
            side,
            to,
            offset,
            hint: directions(&record.hint, side),
            palm: directions(&record.palm, side),
            fingers: directions(&record.fingers, side),
            touch: record.touch.map_or(Touch::Palm, |touch| touch.value),
        };
        if record.part.side.is_some() {
            return vec![written];
        }
        let mirrored = written.mirrored();
        vec![written, mirrored]
    }

    fn lower_target(&self, record: &TargetRecord) -> Option<Target> {
        if let Some(point) = record.point {
            return Some(Target::Point(vector(point.value.0)));
        }
        if let Some(place) = &record.body {
            return Some(Target::Body(first(place)));
        }
        if let Some(place) = &record.below {
            return Some(Target::Below(first(place)));
        }
        if let Some(kind) = record.prop {
            let place = record
                .place
                .map_or(unhunch_figure::PropPlace::Middle, |place| place.value);
            return Some(Target::Prop(self.prop(kind.value)?, place));
        }
        let [left, up] = record.wall?.value.0;
        Some(Target::Wall(self.prop(PropKind::Wall)?, left, up))
    }

    fn lower_contact(&self, record: &ContactRecord) -> Vec<Promise> {
        let places = &record.place.places;
        // `both-palm on left-shoulder-top` would be two places on one; of a pair, each has its own.
        let other = |word: &PlaceWord, place: Place| {
            word.places
                .iter()
                .copied()
                .find(|other| other.side == place.side)
                .unwrap_or_else(|| {
                    let only = word.places.first().copied();
                    let only = only.unwrap_or(Place::middle(Spot::Crown));
                    let left_of_both = places.len() > 1 && place.side == Some(Side::Right);
                    if left_of_both { only.mirrored() } else { only }
                })
        };
        places
            .iter()
            .map(|place| {
                if let Some(word) = &record.over {
                    return Promise::Over(*place, other(word, *place));
                }
                if let Some(word) = &record.toward {
                    return Promise::Toward(*place, other(word, *place));
                }
                let on = record.on.as_ref().map_or("floor", |on| on.value.as_str());
                match ContactOn::named(on) {
                    Some(ContactOn::Prop(kind)) => {
                        Promise::Prop(*place, self.prop(kind).unwrap_or(usize::MAX))
                    }
                    Some(ContactOn::Body(word)) => Promise::Body(*place, other(&word, *place)),
                    Some(ContactOn::Floor) | None => Promise::Floor(*place),
                }
            })
            .collect()
    }

    /// Whether a thing of a kind is in the figure: one of its own, or what its base brings.
    pub fn has(&self, kind: PropKind) -> bool {
        self.prop(kind).is_some()
    }

    /// Which thing of the figure is of a kind.
    fn prop(&self, kind: PropKind) -> Option<usize> {
        let own = self.props.iter().position(|prop| prop.kind.value == kind);
        own.or_else(|| {
            let base = self.base.value.rest().prop;
            base.is_some_and(|prop| prop.kind == kind)
                .then_some(self.props.len())
        })
    }
}

/// What a contact can be on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ContactOn {
    /// The floor.
    Floor,
    /// A thing.
    Prop(PropKind),
    /// A place on the body.
    Body(PlaceWord),
}

impl ContactOn {
    /// What a word names.
    pub(crate) fn named(word: &str) -> Option<Self> {
        use unhunch_figure::Word as _;
        if word == "floor" {
            return Some(Self::Floor);
        }
        PropKind::from_word(word)
            .map(Self::Prop)
            .or_else(|| PlaceWord::named(word).map(Self::Body))
    }
}

fn vector([x, y, z]: [f64; 3]) -> DVec3 {
    DVec3::new(x, y, z)
}

fn first(word: &PlaceWord) -> Place {
    word.places
        .first()
        .copied()
        .unwrap_or(Place::middle(Spot::Crown))
}

fn places(words: &[Sp<PlaceWord>]) -> Vec<Place> {
    words.iter().flat_map(|word| word.places.clone()).collect()
}

fn lower_root(record: &RootRecord) -> Root {
    Root {
        left: value(&record.left),
        up: value(&record.up),
        forward: value(&record.forward),
        tilt: value(&record.tilt),
        roll: value(&record.roll),
        turn: value(&record.turn),
        lean: value(&record.lean),
        lean_left: value(&record.lean_left),
    }
}

fn lower_prop(record: &PropRecord) -> Prop {
    let stand = if let Some(at) = record.at {
        Stand::At(vector(at.value.0))
    } else if let Some(place) = &record.on {
        Stand::On(first(place))
    } else if let Some(knots) = &record.along {
        Stand::Along(
            knots
                .iter()
                .flat_map(|knot| match &knot.value {
                    KnotWord::Place(word) => word.places.iter().copied().map(Knot::Body).collect(),
                    KnotWord::Point(point) => vec![Knot::Point(vector(point.0))],
                })
                .collect(),
        )
    } else {
        Stand::At(DVec3::ZERO)
    };
    Prop {
        kind: record.kind.value,
        stand,
        turn: value(&record.turn),
        tip: value(&record.tip),
    }
}

/// Whether a word of a contact names something that can be touched, and if so, which thing: none for the
/// floor and for places on the body.
pub(crate) fn touchable(word: &str) -> Option<Option<PropKind>> {
    ContactOn::named(word).map(|on| match on {
        ContactOn::Prop(kind) => Some(kind),
        ContactOn::Floor | ContactOn::Body(_) => None,
    })
}
