//! Whatever numbers a movement holds, its bodies are finite: what is no number counts as 0, and nothing is
//! farther than [`MOST`].

use glam::DVec3;

use crate::movement::Movement;
use crate::pose::{Keyframe, Reach, Root, Target};
use crate::prop::{Knot, Prop, Stand};

/// The most that a body or a thing is moved or bent, in cm or degrees.
const MOST: f64 = 10_000.0;

fn number(value: &mut f64) {
    *value = if value.is_finite() {
        value.clamp(-MOST, MOST)
    } else {
        0.0
    };
}

fn vector(vector: &mut DVec3) {
    for axis in 0..3 {
        number(&mut vector[axis]);
    }
}

impl Movement {
    /// The same movement with sane numbers only.
    pub(crate) fn sane(&self) -> Self {
        let mut sane = self.clone();
        for view in &mut sane.views {
            number(&mut view.yaw);
            number(&mut view.pitch);
        }
        sane.props.iter_mut().for_each(prop);
        sane.keyframes.iter_mut().for_each(keyframe);
        sane
    }
}

fn prop(prop: &mut Prop) {
    number(&mut prop.turn);
    number(&mut prop.tip);
    match &mut prop.stand {
        Stand::At(at) => vector(at),
        Stand::On(_) => {}
        Stand::Along(knots) => {
            for knot in knots {
                if let Knot::Point(at) = knot {
                    vector(at);
                }
            }
        }
    }
}

fn keyframe(keyframe: &mut Keyframe) {
    if let Some(by) = &mut keyframe.root {
        root(by);
    }
    for (_, angles) in &mut keyframe.joints {
        angles.iter_mut().for_each(number);
    }
    keyframe.reaches.iter_mut().for_each(reach);
}

fn root(root: &mut Root) {
    let Root {
        left,
        up,
        forward,
        tilt,
        roll,
        turn,
        lean,
        lean_left,
    } = root;
    for value in [left, up, forward, tilt, roll, turn, lean, lean_left] {
        number(value);
    }
}

fn reach(reach: &mut Reach) {
    match &mut reach.to {
        Target::Point(at) => vector(at),
        Target::Wall(_, left, up) => {
            number(left);
            number(up);
        }
        Target::Body(_) | Target::Below(_) | Target::Prop(..) => {}
    }
    for way in [
        &mut reach.offset,
        &mut reach.hint,
        &mut reach.palm,
        &mut reach.fingers,
    ] {
        vector(way);
    }
}
