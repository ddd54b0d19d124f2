//! Every id that a set defines, and every place where one is named.

use super::set::{InFile, Part, Set};
use crate::content::{Guide, Id, Routine, SafetyFile, Sp, Technique, Text};
use crate::diagnostic::{FileId, Span};

/// What a figure rests on when no source says it.
pub(crate) const GENERAL_PRACTICE: &str = "general practice";
/// How a guide links to it: `basis:general-practice`.
pub(crate) const GENERAL_PRACTICE_LINK: &str = "general-practice";

/// A place where something is named that stands elsewhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reference<'s> {
    /// What kind of thing is named.
    pub(crate) part: Part,
    /// Its id.
    pub(crate) id: &'s str,
    /// The file in which it is named.
    pub(crate) file: FileId,
    /// Where.
    pub(crate) span: Span,
}

/// Calls `found` for every id that a set defines. The safety file and goals define none that content
/// refers to.
pub(crate) fn definitions<'s>(set: &'s Set, found: &mut impl FnMut(Part, FileId, &'s Sp<Id>)) {
    macro_rules! list {
        ($list:ident, $part:ident) => {
            for item in &set.$list {
                found(Part::$part, item.file, &item.value.id);
            }
        };
    }
    list!(techniques, Techniques);
    list!(routines, Routines);
    list!(sources, Sources);
    list!(areas, Areas);
    list!(muscles, Muscles);
    list!(positions, Positions);
    list!(equipment, Equipment);
    list!(families, Families);
    list!(traits, Traits);
    list!(flags, Flags);
    list!(goals, Goals);
    list!(causes, Causes);
    for guide in &set.guides {
        found(Part::Guides, guide.file, &guide.front.id);
    }
    // A figure goes by the id of its technique.
    for figure in &set.figures {
        found(Part::Figures, figure.file, &figure.technique);
    }
}

/// Calls `found` for every reference in TOML; links in the text of guides are apart.
pub(crate) fn each<'s>(set: &'s Set, found: &mut impl FnMut(Reference<'s>)) {
    for technique in &set.techniques {
        of_technique(technique, found);
    }
    for routine in &set.routines {
        of_routine(routine, found);
    }
    for guide in &set.guides {
        of_guide(guide, found);
    }
    for safety in &set.safety {
        of_safety(safety, found);
    }
    for figure in &set.figures {
        found(Reference {
            part: Part::Techniques,
            id: figure.technique.as_str(),
            file: figure.file,
            span: figure.technique.span,
        });
    }
    of_vocabulary(set, found);
}

/// Reports references of one file.
struct In<'f, F> {
    file: FileId,
    found: &'f mut F,
}

impl<'s, F: FnMut(Reference<'s>)> In<'_, F> {
    fn one(&mut self, part: Part, id: &'s Sp<Id>) {
        (self.found)(Reference {
            part,
            id: id.as_str(),
            file: self.file,
            span: id.span,
        });
    }

    fn all(&mut self, part: Part, ids: impl IntoIterator<Item = &'s Sp<Id>>) {
        for id in ids {
            self.one(part, id);
        }
    }

    /// A basis is general practice, or the id of a source.
    fn basis(&mut self, basis: Option<&'s Sp<Text>>) {
        if let Some(basis) = basis.filter(|basis| basis.value != GENERAL_PRACTICE) {
            (self.found)(Reference {
                part: Part::Sources,
                id: &basis.value,
                file: self.file,
                span: basis.span,
            });
        }
    }

    fn credit(&mut self, source: Option<&'s Sp<Id>>, basis: Option<&'s Sp<Text>>) {
        self.all(Part::Sources, source);
        self.basis(basis);
    }
}

fn of_technique<'s>(item: &'s InFile<Technique>, found: &mut impl FnMut(Reference<'s>)) {
    let one = &item.value;
    let mut at = In {
        file: item.file,
        found,
    };
    at.one(Part::Families, &one.family);
    at.all(Part::Sources, &one.sources);
    at.all(Part::Positions, &one.positions);
    at.all(Part::Positions, one.way_in.as_ref().map(|way| &way.from));
    for need in &one.equipment {
        at.one(Part::Equipment, &need.id);
        at.all(Part::Equipment, &need.substitutes);
    }
    at.all(Part::Areas, one.areas.all());
    at.all(Part::Muscles, one.muscles.all());
    at.all(Part::Causes, &one.causes);
    at.all(Part::Traits, &one.traits);
    at.all(Part::Techniques, &one.alternative_to);
    at.credit(one.setup.source.as_ref(), one.setup.basis.as_ref());
    at.credit(one.dose.source.as_ref(), one.dose.basis.as_ref());
    at.basis(one.dose.tempo_basis.as_ref());
    if let Some(rest) = &one.dose.rest {
        at.credit(rest.source.as_ref(), rest.basis.as_ref());
    }
    at.all(Part::Sources, one.doses.iter().map(|dose| &dose.source));
    at.credit(one.frequency.source.as_ref(), one.frequency.basis.as_ref());
    for step in [&one.easier, &one.harder] {
        at.all(Part::Techniques, &step.technique);
        at.credit(step.source.as_ref(), step.basis.as_ref());
    }
    for caution in &one.cautions {
        at.one(Part::Flags, &caution.flag);
        at.all(Part::Techniques, &caution.substitute);
    }
    for sign in &one.stop_signs {
        at.credit(sign.source.as_ref(), sign.basis.as_ref());
    }
    at.all(
        Part::Sources,
        one.notes.iter().filter_map(|note| note.source.as_ref()),
    );
}

fn of_routine<'s>(item: &'s InFile<Routine>, found: &mut impl FnMut(Reference<'s>)) {
    let mut at = In {
        file: item.file,
        found,
    };
    at.all(Part::Sources, &item.value.sources);
    at.basis(item.value.basis.as_ref());
    for entry in &item.value.items {
        at.one(Part::Techniques, &entry.technique);
        at.all(Part::Positions, &entry.position);
    }
}

fn of_guide<'s>(item: &'s InFile<Guide>, found: &mut impl FnMut(Reference<'s>)) {
    let front = &item.value.front;
    let mut at = In {
        file: item.file,
        found,
    };
    at.all(Part::Sources, &front.sources);
    at.all(Part::Causes, &front.causes);
    at.all(Part::Areas, &front.areas);
    at.all(Part::Techniques, &front.techniques);
    at.all(Part::Guides, &front.guides);
}

fn of_safety<'s>(item: &'s InFile<SafetyFile>, found: &mut impl FnMut(Reference<'s>)) {
    let safety = &item.value;
    let mut at = In {
        file: item.file,
        found,
    };
    at.all(Part::Sources, &safety.cadence.sources);
    at.basis(safety.cadence.basis.as_ref());
    for question in &safety.questions {
        at.all(Part::Sources, &question.sources);
        at.basis(question.basis.as_ref());
    }
    for sign in &safety.stop_signs {
        at.all(Part::Sources, &sign.sources);
        at.basis(sign.basis.as_ref());
    }
    for effort in &safety.effort {
        at.all(Part::Sources, &effort.sources);
        at.basis(effort.basis.as_ref());
    }
    at.all(Part::Sources, &safety.flare.sources);
    at.basis(safety.flare.basis.as_ref());
}

fn of_vocabulary<'s>(set: &'s Set, found: &mut impl FnMut(Reference<'s>)) {
    for position in &set.positions {
        let mut at = In {
            file: position.file,
            found,
        };
        at.all(Part::Traits, &position.value.traits);
    }
    for muscle in &set.muscles {
        let mut at = In {
            file: muscle.file,
            found,
        };
        at.one(Part::Areas, &muscle.value.area);
    }
    for cause in &set.causes {
        let mut at = In {
            file: cause.file,
            found,
        };
        at.one(Part::Guides, &cause.value.guide);
    }
    for flag in &set.flags {
        let mut at = In {
            file: flag.file,
            found,
        };
        at.all(Part::Traits, flag.value.rules.iter().map(|rule| &rule.on));
        at.all(Part::Sources, &flag.value.sources);
        at.basis(flag.value.basis.as_ref());
    }
}
