//! Many pictures in one SVG, with nothing of them written twice.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::rc::Rc;

use super::{element, used};
use crate::picture::{Ink, Picture};

/// About how many bytes it takes to refer to an element, or to name it.
const REFERENCE: usize = 22;
/// About how many bytes a frame takes beside its elements.
const GROUP: usize = 32;

/// Pictures that were drawn one after the other. Of each only what is written of it is kept, and of that nothing
/// twice: all of them as they are drawn would take many times as much memory.
pub(super) struct Reel {
    /// The first of them.
    pub(super) first: Picture,
    /// Every ink that they use, once.
    pub(super) inks: Vec<Ink>,
    /// Every element of any of them, once.
    elements: Vec<Rc<str>>,
    /// The elements of each picture, in order, by their places; pictures that look the same stand there once.
    pub(super) pictures: Vec<Vec<u32>>,
    /// Which of the pictures look so.
    pub(super) shown: Vec<Vec<usize>>,
}

impl Reel {
    pub(super) fn new(pictures: impl Iterator<Item = Picture>) -> Option<Self> {
        let mut reel: Option<Self> = None;
        let mut places: HashMap<Rc<str>, u32> = HashMap::new();
        for (index, picture) in pictures.enumerate() {
            let inks = used(picture.marks.iter());
            let before = reel.as_ref().map_or(0, |reel| reel.elements.len());
            let mut added = Vec::new();
            let elements: Vec<u32> = picture
                .marks
                .iter()
                .map(|mark| {
                    let element = element(mark);
                    if let Some(place) = places.get(element.as_str()) {
                        return *place;
                    }
                    let place = u32::try_from(before + added.len()).unwrap_or(u32::MAX);
                    let element: Rc<str> = element.into();
                    added.push(Rc::clone(&element));
                    places.insert(element, place);
                    place
                })
                .collect();
            let reel = reel.get_or_insert_with(|| Self {
                first: picture,
                inks: Vec::new(),
                elements: Vec::new(),
                pictures: Vec::new(),
                shown: Vec::new(),
            });
            reel.elements.append(&mut added);
            reel.inks.extend(inks);
            reel.inks.sort_unstable();
            reel.inks.dedup();
            match reel.pictures.iter().position(|known| *known == elements) {
                Some(known) => reel.shown[known].push(index),
                None => {
                    reel.pictures.push(elements);
                    reel.shown.push(vec![index]);
                }
            }
        }
        reel
    }

    /// The elements of every picture, in the order of the pictures.
    pub(super) fn each(&self) -> Vec<&[u32]> {
        let mut all: Vec<(usize, &[u32])> = Vec::new();
        for (elements, shown) in self.pictures.iter().zip(&self.shown) {
            all.extend(shown.iter().map(|index| (*index, elements.as_slice())));
        }
        all.sort_unstable_by_key(|(index, _)| *index);
        all.into_iter().map(|(_, elements)| elements).collect()
    }

    fn element(&self, place: u32) -> &str {
        let found = usize::try_from(place)
            .ok()
            .and_then(|place| self.elements.get(place));
        found.map_or("", |element| element)
    }
}

/// What several frames show alike: it is written once.
pub(super) struct Shared<'e> {
    reel: &'e Reel,
    /// So many elements begin every frame: they stand still behind all of them.
    first: usize,
    /// Those, in order.
    still: &'e [u32],
    /// Elements of several frames, with their names.
    named: BTreeMap<&'e str, usize>,
    /// How much is written of all frames.
    length: usize,
}

impl<'e> Shared<'e> {
    pub(super) fn new(reel: &'e Reel, frames: &[&'e [u32]]) -> Self {
        let still = frames.first().copied().unwrap_or_default();
        let first = frames
            .iter()
            .map(|frame| still.iter().zip(*frame).take_while(|(a, b)| a == b).count())
            .min()
            .unwrap_or(0);
        let mut counts = vec![0_usize; reel.elements.len()];
        for element in frames.iter().flat_map(|frame| &frame[first..]) {
            let place = usize::try_from(*element).ok();
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        let several = reel.elements.iter().zip(&counts);
        let mut named: BTreeMap<&str, usize> = several
            .filter(|(_, count)| **count > 1)
            .map(|(element, count)| (&**element, *count))
            .collect();
        // An element by itself once, and a few letters for each time that it is referred to.
        let once: usize = reel.elements.iter().map(|element| element.len()).sum();
        let referred: usize = named.values().sum();
        for (name, count) in named.values_mut().enumerate() {
            *count = name;
        }
        Self {
            reel,
            first,
            still: &still[..first],
            length: once + (referred + named.len()) * REFERENCE + frames.len() * GROUP,
            named,
        }
    }

    /// Writes what stands still, and what is referred to.
    pub(super) fn define(&self, svg: &mut String) {
        // Room for all of it at once: to grow step by step would take twice as much in the end.
        svg.reserve_exact(self.length);
        svg.extend(self.still.iter().map(|element| self.reel.element(*element)));
        svg.push_str("<defs>");
        for (element, name) in &self.named {
            let rest = element.strip_prefix("<path ").unwrap_or(element);
            let _ = write!(svg, "<path id=\"p{name}\" {rest}");
        }
        svg.push_str("</defs>");
    }

    /// Writes what is a frame's own.
    pub(super) fn write(&self, frame: &[u32], svg: &mut String) {
        for element in frame.get(self.first..).unwrap_or_default() {
            let element = self.reel.element(*element);
            match self.named.get(element) {
                Some(name) => {
                    let _ = write!(svg, "<use href=\"#p{name}\"/>");
                }
                None => svg.push_str(element),
            }
        }
    }
}
