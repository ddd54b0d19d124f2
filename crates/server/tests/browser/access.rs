//! That nobody is kept out: axe-core over every page, light and dark, narrow and wide; nothing is cut off at
//! 320 px; the body map works.

use serde_json::json;

use crate::seat::{Looks, Seat, TAB, here};

/// Every kind of page.
const PAGES: &[&str] = &[
    "/",
    "/check",
    "/check?form=full",
    "/plan",
    "/ready?routine=desk-reset",
    "/library",
    "/library/childs-pose",
    "/guides",
    "/guides/anatomy",
    "/progress",
    "/profile",
    "/routines",
    "/print?routine=desk-reset",
    "/more",
    "/no-such-page",
    "/plan?minutes=8&area=neck:left&pain-neck=5",
    "/plan?minutes=99&area=knee",
    "/library?words=neck",
    "/library?words=zzz",
    "/api",
    "/problems",
    "/problems/invalid",
];

/// Pages that show what a diary has.
const DIARY: &[&str] = &["/", "/progress", "/routines", "/profile", "/plan"];

/// How pages are looked at: wide and narrow, light and dark; at rest, so that no color is on its way.
const ALL_LOOKS: &[Looks] = &[
    look_of(1280, 800, false),
    look_of(1280, 800, true),
    look_of(320, 640, false),
    look_of(320, 640, true),
];

const fn look_of(width: u32, height: u32, dark: bool) -> Looks {
    Looks {
        width,
        height,
        dark,
        calm: true,
    }
}

/// What axe-core finds on the page as it is.
async fn found(seat: &Seat) -> Vec<String> {
    let axe = here("../../target/browser/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(axe).expect(
        "the pages are held to axe-core: run `cargo xtask test`, or \
         `npm install --no-save --prefix target/browser axe-core`",
    );
    let asked = json!({"expression": axe, "returnByValue": true});
    seat.devtools("Runtime.evaluate", asked).await;
    let run = "const all = await virtual.really(() => axe.run(document, {
            resultTypes: ['violations'],
            // Of WCAG 2.2, and left out unless it is asked for.
            rules: {'target-size': {enabled: true}},
        }));
        return all.violations.flatMap((one) =>
            one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`))";
    let found = seat.awaited(run).await;
    let found = found
        .as_array()
        .unwrap_or_else(|| panic!("{found}"))
        .clone();
    found
        .iter()
        .map(|one| one.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Whether something is wider than the page.
async fn too_wide(seat: &Seat) -> bool {
    let wide = "document.documentElement.scrollWidth > innerWidth";
    seat.value(wide).await == json!(true)
}

/// Looks at the page as it is in every way.
async fn look(seat: &Seat, name: &str, faults: &mut Vec<String>) {
    for looks in ALL_LOOKS {
        // With reduced motion colors change at once.
        seat.look(*looks).await;
        let how = format!("{name} at {} px, dark: {}", looks.width, looks.dark);
        if too_wide(seat).await {
            faults.push(format!("{how}: wider than the display"));
        }
        let found = found(seat).await;
        faults.extend(found.iter().map(|one| format!("{how}: {one}")));
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_any_page() {
    let seat = Seat::new(ALL_LOOKS[0]).await;
    let mut faults = Vec::new();
    // Before anybody was here, and after the check.
    for path in ["/", "/check"] {
        seat.go(path).await;
        look(&seat, &format!("{path} at first"), &mut faults).await;
    }
    seat.checked().await;
    for path in PAGES {
        seat.go(path).await;
        look(&seat, path, &mut faults).await;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    seat.leave().await;
}

#[tokio::test]
async fn axe_finds_nothing_after_weeks_of_a_diary() {
    let seat = Seat::new(ALL_LOOKS[0]).await;
    seat.served.weeks(40);
    seat.checked().await;
    seat.go("/").await;
    let settled = "const form = (fields) => ({method: 'POST', body: new URLSearchParams(fields)});
        const kept = await fetch('/routines', form({name: 'Mine', wishes: 'minutes=5'}));
        const profile = await fetch('/api/v1/profile', {method: 'PUT', headers: {'content-type': 'application/json'},
            body: JSON.stringify({flags: [{flag: 'pregnancy'}], emergency_number: '112'})});
        return [kept.status, profile.status];";
    assert_eq!(seat.awaited(settled).await, json!([200, 200]));
    let mut faults = Vec::new();
    for path in DIARY {
        seat.go(path).await;
        // What is folded away is looked at, too.
        seat.value("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            .await;
        look(&seat, path, &mut faults).await;
    }
    // Behind each picture of how it goes stands a table.
    seat.go("/progress").await;
    let charts = "[...document.querySelectorAll('figure.chart-box')].map((one) =>
        [one.querySelectorAll('svg[role=img] > title').length, one.querySelectorAll('tbody tr').length > 3])";
    assert_eq!(
        seat.value(charts).await,
        json!([[1, true], [1, true], [1, true]])
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    seat.leave().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_player() {
    let seat = Seat::new(ALL_LOOKS[0]).await;
    let mut faults = Vec::new();
    seat.at_player("desk-reset").await;
    look(&seat, "player, before", &mut faults).await;
    seat.start().await;
    seat.advance_until(
        "document.getElementById('player').dataset.kind === 'work'",
        60,
    )
    .await;
    look(&seat, "player", &mut faults).await;
    seat.value("document.querySelector('[data-do=settings]').click()")
        .await;
    look(&seat, "player, sound and pace", &mut faults).await;
    seat.value("document.querySelector('[data-do=settings]').click()")
        .await;
    // Everything that is pressed is large enough for a thumb.
    let small = "[...document.querySelectorAll('button, a, input, label')]
        .filter((one) => one.checkVisibility() && !one.closest('[hidden]'))
        .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
        .filter(([, {width, height}]) => width > 0 && (width < 44 || height < 44))
        .map(([one, {width, height}]) => `${one.outerHTML.slice(0, 60)} ${width}x${height}`)";
    assert_eq!(seat.value(small).await, json!([]));
    // Stopping is always within reach, without scrolling, on its side and magnified too.
    for (width, height) in [(390, 844), (320, 640), (844, 390), (640, 400), (1280, 800)] {
        seat.look(Looks {
            width,
            height,
            ..Looks::PHONE
        })
        .await;
        let box_of = "(() => { const box = document.querySelector('[data-do=stop]').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth; })()";
        assert_eq!(seat.value(box_of).await, json!(true), "{width}x{height}");
        // The figure stands no higher than the disc behind it.
        let tall = "document.getElementById('figure').offsetHeight - document.getElementById('disc').offsetHeight";
        let tall = seat.value(tall).await;
        assert!(tall.as_f64().unwrap() <= 1.0, "{width}x{height}: {tall}");
        assert!(!too_wide(&seat).await, "{width}x{height}");
    }
    for keys in ["q", "p", "5"] {
        seat.press(keys).await;
        assert_eq!(seat.value(small).await, json!([]), "{keys}");
        look(&seat, &format!("player, stopping, {keys}"), &mut faults).await;
    }
    seat.press("qz").await;
    seat.until("!document.getElementById('end').hidden").await;
    look(&seat, "player, after", &mut faults).await;
    let path = seat.path().await.replace("/play/", "/after/");
    seat.sent().await;
    seat.go(&path).await;
    look(&seat, "after", &mut faults).await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    seat.leave().await;
}

/// What is wrong with what has the focus: nothing around it, or nothing of it in sight. `end` after the last one.
const FOCUS: &str = "(() => {
    const one = document.activeElement;
    if (one === document.body || !one) return 'end';
    const name = one.outerHTML.slice(0, 80);
    const ring = (element) => {
        if (!element) return false;
        const {outlineStyle, outlineWidth} = getComputedStyle(element);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    // A box that is drawn as a word has the ring around the word.
    if (!ring(one) && !ring(one.nextElementSibling)) return `no ring: ${name}`;
    const {top, bottom} = (one.closest('label') ?? one).getBoundingClientRect();
    const bar = document.querySelector('.bar');
    const fixed = bar && getComputedStyle(bar).position === 'fixed' && !bar.contains(one);
    const floor = fixed ? bar.getBoundingClientRect().top : innerHeight;
    return bottom <= 0 || top >= floor ? `out of sight: ${name}` : '';
})()";

#[tokio::test]
async fn the_focus_is_always_seen() {
    let seat = Seat::new(look_of(390, 844, false)).await;
    seat.checked().await;
    let mut faults = Vec::new();
    for path in [
        "/",
        "/plan",
        "/library?words=neck",
        "/ready?routine=desk-reset",
        "/profile",
        "/check?form=full",
    ] {
        seat.go(path).await;
        let mut many = 0;
        for _ in 0..150 {
            seat.press(TAB).await;
            let fault = seat.value(FOCUS).await;
            match fault.as_str().unwrap() {
                "end" => break,
                "" => {}
                fault => faults.push(format!("{path}: {fault}")),
            }
            many += 1;
        }
        assert!(many > 8, "{path}: {many}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    seat.leave().await;
}

#[tokio::test]
async fn a_region_of_the_body_map_chooses_its_area() {
    let seat = Seat::new(ALL_LOOKS[0]).await;
    seat.checked().await;
    seat.go("/plan").await;
    let marked = "[...document.querySelectorAll('[name=area]:checked')].map((one) => one.value)";
    assert_eq!(seat.value(marked).await, json!([]));
    let point = "const label = document.querySelector('.face .patch foreignObject label');
        window.wanted = label.htmlFor;
        label.scrollIntoView({block: 'center'});
        const {x, y, width, height} = label.closest('g.patch').querySelector('path').getBoundingClientRect();
        // Somewhere in it: its middle may be outside of its outline.
        for (let at = 0; at < 400; at += 1) {
          const [left, top] = [x + width * (at % 20) / 20, y + height * Math.floor(at / 20) / 20];
          if (document.elementFromPoint(left, top) === label) return [left, top];
        }
        return null;";
    let place = seat.awaited(point).await;
    assert!(place.is_array(), "no point of the region can be clicked");
    for kind in ["mousePressed", "mouseReleased"] {
        let click =
            json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1});
        seat.devtools("Input.dispatchMouseEvent", click).await;
    }
    seat.until("document.getElementById(window.wanted).checked")
        .await;
    // The plan beside it follows.
    seat.advance(2000).await;
    seat.until("document.querySelector('#preview .planned')")
        .await;
    seat.leave().await;
}
