//! The plan on paper: one sheet, with all that is needed away from a display.

use serde_json::{Value, json};

use crate::seat::{Looks, Seat};

/// How many sheets the page takes.
async fn sheets(seat: &Seat, letter: bool) -> u64 {
    // In inches.
    let (width, height) = if letter { (8.5, 11.0) } else { (8.27, 11.69) };
    let asked = json!({"paperWidth": width, "paperHeight": height, "preferCSSPageSize": false});
    let printed = seat.devtools("Page.printToPDF", asked).await;
    let data = printed["data"].as_str().unwrap();
    let count = format!("(atob('{data}').match(/\\/Type\\s*\\/Page\\b(?!s)/g) ?? []).length");
    seat.value(&count).await.as_u64().unwrap()
}

#[tokio::test]
async fn a_plan_is_one_sheet_with_doses_figures_and_the_way_back() {
    let seat = Seat::new(Looks::PHONE).await;
    seat.checked().await;
    for query in [
        "minutes=3",
        "minutes=10&area=neck:left",
        "minutes=20",
        "minutes=60&effort=strong",
        "routine=desk-reset",
        "routine=yoga-set",
    ] {
        seat.go(&format!("/print?{query}")).await;
        seat.until("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
            .await;
        for letter in [false, true] {
            assert_eq!(sheets(&seat, letter).await, 1, "{query}, letter: {letter}");
        }
        // Each technique with its figure and its dose.
        let whole = "[...document.querySelectorAll('.sheets > li')].every((one) =>
            one.querySelector('img') && one.querySelector('.dose').textContent.trim() !== '')";
        assert_eq!(seat.value(whole).await, json!(true), "{query}");
        assert_ne!(
            seat.value("document.querySelectorAll('.sheets > li').length")
                .await,
            json!(0)
        );
        // The address leads back to the very plan, and stands in a code where that can hold it.
        let address = seat
            .value("document.querySelector('.address').textContent")
            .await;
        let address = address.as_str().unwrap();
        assert!(address.starts_with(&seat.served.base), "{address}");
        let code = seat
            .value("document.querySelector('.code img')?.naturalWidth ?? 0")
            .await;
        assert_ne!(code, json!(0), "{query}");
        let steps =
            "[...document.querySelectorAll('.sheets h2, .steps h3')].map((one) => one.textContent)";
        let printed: Value = seat.value(steps).await;
        seat.visit(address).await;
        assert_eq!(seat.value(steps).await, printed, "{query}");
    }
    assert_eq!(seat.log().await, [""; 0]);
    seat.leave().await;
}
