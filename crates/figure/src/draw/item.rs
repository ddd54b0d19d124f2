//! Items: forms that are painted together, and the order of painting.

use glam::DVec2;

use super::form::{Form, Outline, clipped, holds};
use crate::camera::Camera;
use crate::picture::{Ink, Mark, Material};

/// A form with its color, and the balls of it that run on into another form.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) form: Form,
    pub(super) material: Material,
    /// Balls whose round has no outline, because another part goes on there.
    pub(super) open: Vec<usize>,
    /// Whether it has an outline at all.
    pub(super) lined: bool,
}

/// What an item is, as far as the order of painting asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// The trunk, with its shirt.
    Trunk,
    /// The pelvis.
    Pelvis,
    /// The neck.
    Neck,
    /// The head.
    Head,
    /// An upper arm.
    UpperArm,
    /// A forearm.
    Forearm,
    /// A hand.
    Hand,
    /// A thigh.
    Thigh,
    /// A shin.
    Shin,
    /// A foot.
    Foot,
    /// A thing.
    #[default]
    Thing,
}

impl Role {
    /// Where two parts of a body grow into each other, which is nearer is a matter of a hair, and would
    /// change from frame to frame. By so much, in cm, the first counts as nearer then: a shirt hangs over
    /// trousers, a sleeve starts over the shirt, a hand lies on what it touches.
    fn favor(self, other: Self) -> f64 {
        match (self, other) {
            (Self::Trunk | Self::Pelvis, Self::Thigh) => 8.0,
            (Self::Trunk, Self::Pelvis) => 6.0,
            (Self::UpperArm, Self::Trunk) => 4.0,
            (Self::Trunk, Self::Neck) => 6.0,
            (Self::Head, Self::Neck) => 12.0,
            (Self::Head, Self::Trunk) => 3.0,
            (Self::Hand, Self::Trunk | Self::Head | Self::Thigh | Self::Shin | Self::UpperArm) => {
                2.5
            }
            (Self::Forearm, Self::Thigh | Self::Trunk) => 1.5,
            _ => 0.0,
        }
    }
}

/// Parts that are painted together: first all of their outlines, then all of their fills.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    pub(super) parts: Vec<Part>,
    /// What is painted on its skin.
    pub(super) over: Vec<(Vec<DVec2>, Ink)>,
    /// What it is.
    pub(super) role: Role,
    /// Which limb it belongs to, for being in the shade as one; 0 for what is never in the shade.
    pub(super) limb: u8,
    /// Painted before everything else, whatever its place.
    pub(super) behind: bool,
}

/// The thickness of outlines, in cm.
pub(super) const LINE: f64 = 0.7;

impl Item {
    pub(super) fn of(parts: Vec<Part>) -> Self {
        Self {
            parts,
            ..Self::default()
        }
    }

    fn near(&self, at: DVec2, camera: &Camera) -> Option<f64> {
        self.parts
            .iter()
            .filter_map(|part| part.form.near(at, camera))
            .reduce(f64::max)
    }
}

/// An item with its outlines, ready to be compared.
struct Seen<'a> {
    item: &'a Item,
    outlines: Vec<Outline>,
    low: DVec2,
    high: DVec2,
    samples: Vec<DVec2>,
    middle: f64,
}

/// Arms and legs.
pub(super) const LIMBS: u8 = 4;
/// Limbs that are so much farther than the middle of the person, in cm, are in the shade.
const BEHIND: f64 = 3.0;

/// Paints items, what is behind first. `middle` tells how near the middle of the person is.
pub(super) fn paint(items: &[Item], middle: f64, camera: &Camera) -> Vec<Mark> {
    let seen: Vec<Seen<'_>> = items
        .iter()
        .filter(|item| !item.parts.is_empty())
        .map(|item| see(item, camera))
        .collect();
    let mut marks = Vec::new();
    let shaded = |limb: u8| {
        let nears: Vec<f64> = seen
            .iter()
            .filter(|seen| seen.item.limb == limb)
            .map(|seen| seen.middle)
            .collect();
        let mean = nears.iter().sum::<f64>() / nears.len().max(1) as f64;
        limb > 0 && mean < middle - BEHIND
    };
    let shaded: Vec<bool> = (0..=LIMBS).map(shaded).collect();
    for index in order(&seen, camera) {
        let limb = usize::from(seen[index].item.limb);
        let shaded = shaded.get(limb).copied().unwrap_or(false);
        ink(&seen[index], if shaded { 2 } else { 1 }, camera, &mut marks);
    }
    marks
}

fn see<'a>(item: &'a Item, camera: &Camera) -> Seen<'a> {
    let outlines: Vec<Outline> = item
        .parts
        .iter()
        .map(|part| part.form.outline(camera))
        .collect();
    let (mut low, mut high) = (DVec2::INFINITY, DVec2::NEG_INFINITY);
    let mut samples = Vec::new();
    let mut middles = Vec::new();
    for outline in &outlines {
        if outline.points.is_empty() {
            continue;
        }
        let middle = outline.points.iter().copied().sum::<DVec2>() / outline.points.len() as f64;
        for point in &outline.points {
            low = low.min(*point);
            high = high.max(*point);
        }
        samples.push(middle);
        let step = (outline.points.len() / 10).max(1);
        for point in outline.points.iter().step_by(step) {
            samples.push(point.lerp(middle, 0.12));
            samples.push(point.lerp(middle, 0.5));
        }
        middles.push(middle);
    }
    let nears: Vec<f64> = middles
        .iter()
        .filter_map(|at| item.near(*at, camera))
        .collect();
    let middle = if nears.is_empty() {
        0.0
    } else {
        nears.iter().sum::<f64>() / nears.len() as f64
    };
    Seen {
        item,
        outlines,
        low,
        high,
        samples,
        middle,
    }
}

/// What is so little beside an outline, in cm, is on it.
const EDGE: f64 = 1e-3;

/// By how much the first of two items is nearer where both are seen; none where they do not overlap.
fn ahead(first: &Seen<'_>, second: &Seen<'_>, camera: &Camera) -> Option<f64> {
    if first.low.cmpgt(second.high).any() || second.low.cmpgt(first.high).any() {
        return None;
    }
    // Most samples lie beside most outlines: their boxes tell so sooner.
    let inside = |seen: &Seen<'_>, at: DVec2| {
        at.cmpge(seen.low - EDGE).all()
            && at.cmple(seen.high + EDGE).all()
            && seen
                .outlines
                .iter()
                .any(|outline| outline.boxed(at, EDGE) && holds(&outline.points, at))
    };
    let mut sum = 0.0;
    let mut count = 0_u32;
    for (from, other) in [(first, second), (second, first)] {
        for at in &from.samples {
            if !inside(other, *at) {
                continue;
            }
            let (Some(a), Some(b)) = (first.item.near(*at, camera), second.item.near(*at, camera))
            else {
                continue;
            };
            sum += a - b;
            count += 1;
        }
    }
    (count > 0).then(|| sum / f64::from(count))
}

/// The order of painting: whatever is in front of something comes after it. Where that is a circle, the
/// farthest goes first.
fn order(seen: &[Seen<'_>], camera: &Camera) -> Vec<usize> {
    let count = seen.len();
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut waits = vec![0_u32; count];
    for first in 0..count {
        for second in first + 1..count {
            let (a, b) = (&seen[first], &seen[second]);
            let lead = if a.item.behind != b.item.behind {
                Some(if b.item.behind { 1.0 } else { -1.0 })
            } else {
                let favor = a.item.role.favor(b.item.role) - b.item.role.favor(a.item.role);
                ahead(a, b, camera).map(|lead| lead + favor)
            };
            let Some(lead) = lead else { continue };
            let (far, near) = if lead > 0.0 {
                (second, first)
            } else {
                (first, second)
            };
            before[far].push(near);
            waits[near] += 1;
        }
    }
    let mut left: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while !left.is_empty() {
        let free = left.iter().filter(|index| waits[**index] == 0);
        let next = free
            .min_by(|a, b| seen[**a].middle.total_cmp(&seen[**b].middle))
            .or_else(|| {
                left.iter()
                    .min_by(|a, b| seen[**a].middle.total_cmp(&seen[**b].middle))
            })
            .copied();
        let Some(next) = next else { break };
        left.retain(|index| *index != next);
        for near in &before[next] {
            waits[*near] = waits[*near].saturating_sub(1);
        }
        order.push(next);
    }
    order
}

/// Paints one item.
fn ink(seen: &Seen<'_>, shade: u8, camera: &Camera, marks: &mut Vec<Mark>) {
    for (part, outline) in seen.item.parts.iter().zip(&seen.outlines) {
        if part.lined {
            line(part, outline, marks);
        }
    }
    for (part, outline) in seen.item.parts.iter().zip(&seen.outlines) {
        if let Form::Block { .. } = part.form {
            for (corners, normal) in part.form.faces(camera) {
                let light = if normal.y > 0.5 {
                    0
                } else if normal.dot(camera.toward) > 0.6 {
                    1
                } else {
                    2
                };
                marks.push(Mark::Fill {
                    points: corners.iter().map(|corner| camera.flat(*corner)).collect(),
                    ink: Ink {
                        material: part.material,
                        shade: light,
                    },
                    alpha: 1.0,
                });
            }
            continue;
        }
        marks.push(Mark::Fill {
            points: outline.points.clone(),
            ink: Ink {
                material: part.material,
                shade,
            },
            alpha: 1.0,
        });
        if shade == 1
            && let Some(shine) = shine(&part.form)
        {
            marks.push(Mark::Fill {
                points: shine.outline(camera).points,
                ink: Ink {
                    material: part.material,
                    shade: 0,
                },
                alpha: 1.0,
            });
        }
    }
    for (patch, ink) in &seen.item.over {
        for outline in &seen.outlines {
            let points = clipped(patch, &outline.points);
            if points.len() > 2 {
                marks.push(Mark::Fill {
                    points,
                    ink: *ink,
                    alpha: 1.0,
                });
            }
        }
    }
}

/// The lit part of a form: the same, thinner, toward the light.
fn shine(form: &Form) -> Option<Form> {
    let Form::Balls(balls) = form else {
        return None;
    };
    if balls.len() != 2 {
        return None;
    }
    let light = glam::DVec3::new(0.0, 0.34, 0.0);
    Some(Form::Balls(
        balls
            .iter()
            .map(|(at, radius)| (*at + light * *radius, radius * 0.45))
            .collect(),
    ))
}

/// The outline of a part, left open where another part goes on.
fn line(part: &Part, outline: &Outline, marks: &mut Vec<Mark>) {
    let count = outline.points.len();
    if count < 3 {
        return;
    }
    let is_open = |at: usize| {
        let ball = outline.balls[at];
        let next = outline.balls[(at + 1) % count];
        ball == next && part.open.contains(&ball)
    };
    let ink = Ink {
        material: Material::Outline,
        shade: 1,
    };
    let mut push = |points: Vec<DVec2>| {
        if points.len() > 1 {
            marks.push(Mark::Line {
                points,
                width: LINE * 2.0,
                ink,
                alpha: 1.0,
            });
        }
    };
    let Some(begin) = (0..count).find(|at| is_open(*at)) else {
        let mut points = outline.points.clone();
        points.push(outline.points[0]);
        push(points);
        return;
    };
    let mut run = Vec::new();
    for step in 1..=count {
        let at = (begin + step) % count;
        run.push(outline.points[at]);
        if is_open(at) {
            push(std::mem::take(&mut run));
        }
    }
    push(run);
}
