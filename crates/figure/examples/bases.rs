use unhunch_figure::*;
fn main() {
    for base in Base::ALL {
        let view = |yaw, pitch| View { yaw, pitch, crop: Crop::Whole };
        let m = Movement { base: *base, side: None, views: vec![view(-35.0, 12.0), view(-90.0, 5.0), view(0.0,5.0)], props: vec![], path: Path::ThereAndBack, breathing: Breathing::Holds, cycle: None, feels: vec![Feel{region: Region::UpperTrapezius, side: None}, Feel{region: Region::Pectorals, side: None}], arrows: vec![], presses: vec![], keyframes: vec![] };
        let f = Figure::new(&m);
        for v in 0..3 {
            let p = f.stage(v, Shown::default()).picture(Moment::default());
            let r = raster::paint(&p, 420, 420, &raster::Raster{theme: Theme::Light, ground: Some(Theme::Light.ground()), aspect: 1.0}).unwrap();
            std::fs::write(format!("/tmp/fig/{}-{v}.rgba", base.word()), &r.pixels).unwrap();
        }
    }
}
