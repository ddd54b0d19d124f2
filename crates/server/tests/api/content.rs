//! Content: what it says, tags, pages of lists, pictures.

use std::io::Read as _;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::rig::{LIBRARY, Rig};

#[tokio::test]
async fn every_technique_routine_and_guide_is_told() {
    let rig = Rig::new();
    for technique in LIBRARY.techniques() {
        let wire = rig
            .get(&format!("/api/v1/techniques/{}", technique.id))
            .await
            .ok();
        assert_eq!(wire["schema"], "unhunch.technique/1");
        assert_eq!(wire["id"], technique.id.as_str());
    }
    for routine in LIBRARY.routines() {
        let wire = rig
            .get(&format!("/api/v1/routines/{}", routine.id))
            .await
            .ok();
        assert_eq!(wire["name"], routine.name.as_str());
    }
    for guide in LIBRARY.guides() {
        let id = &guide.front.id;
        let wire = rig.get(&format!("/api/v1/guides/{id}")).await.ok();
        assert_eq!(wire["title"], guide.front.title.as_str());
    }
    assert_eq!(
        rig.get("/api/v1/guides").await.ok()["guides"]
            .as_array()
            .unwrap()
            .len(),
        LIBRARY.guides().len()
    );
    let words = rig.get("/api/v1/vocabulary").await.ok();
    for (key, many) in [
        ("areas", LIBRARY.vocabulary().areas.len()),
        ("flags", LIBRARY.vocabulary().flags.len()),
        ("sources", LIBRARY.sources().len()),
    ] {
        assert_eq!(words[key].as_array().unwrap().len(), many, "{key}");
    }
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    let rig = Rig::new();
    let mut path = "/api/v1/techniques?limit=7".to_owned();
    let mut ids = Vec::new();
    loop {
        let answer = rig.get(&path).await;
        let found = answer.ok();
        let page = found["techniques"].as_array().unwrap();
        assert!(page.len() <= 7);
        ids.extend(
            page.iter()
                .map(|one| one["id"].as_str().unwrap().to_owned()),
        );
        let Some(link) = answer.header("link") else {
            assert_eq!(found["next"], Value::Null);
            break;
        };
        assert!(link.contains(found["next"].as_str().unwrap()), "{link}");
        path = link
            .strip_prefix('<')
            .unwrap()
            .split('>')
            .next()
            .unwrap()
            .to_owned();
        assert!(link.ends_with("; rel=\"next\""), "{link}");
    }
    let all: Vec<&str> = LIBRARY
        .techniques()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(ids, all);
}

#[tokio::test]
async fn guides_are_read_page_by_page_in_reading_order() {
    let rig = Rig::new();
    let all = rig.get("/api/v1/guides").await.ok();
    assert_eq!(all["next"], Value::Null);
    let mut cursor = String::new();
    let mut read = Vec::new();
    loop {
        let page = rig
            .get(&format!("/api/v1/guides?limit=2{cursor}"))
            .await
            .ok();
        read.extend(page["guides"].as_array().unwrap().iter().cloned());
        let Some(next) = page["next"].as_str() else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(&read, all["guides"].as_array().unwrap());
    // A cursor of something else leads nowhere.
    let (status, _, at) = rig.get("/api/v1/guides?cursor=6162").await.problem();
    assert_eq!((status, at.as_str()), (422, "cursor"));
}

#[tokio::test]
async fn an_address_takes_its_own_parameters_and_each_once() {
    let rig = Rig::new();
    let document = rig.get("/api/v1/openapi.json").await.ok();
    let some = uuid::Uuid::nil().to_string();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.replace("{session}", &some).replace("{routine}", &some);
        let path = path
            .replace("{id}", "childs-pose")
            .replace("{file}", "back.svg");
        for (method, operation) in methods.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let mut asked = vec![("odd".to_owned(), "odd=1".to_owned())];
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for one in parameters.filter(|one| one["in"] == "query") {
                let name = one["name"].as_str().unwrap();
                asked.push((name.to_owned(), format!("{name}=1&{name}=1")));
            }
            for (name, query) in asked {
                let address = format!("{path}?{query}");
                let answer = rig.ask(method.clone(), &address, &[], Body::empty()).await;
                let (status, kind, at) = answer.problem();
                assert_eq!(
                    (status, kind.as_str(), at),
                    (422, "invalid", name),
                    "{method} {address}"
                );
            }
            // Whatever else goes wrong anywhere is told by a problem, too.
            let other = &operation["responses"]["default"]["content"];
            assert!(
                other["application/problem+json"].is_object(),
                "{method} {path}"
            );
        }
    }
    assert_eq!(rig.get("/api/v1/openapi.json?x").await.problem().2, "x");
}

#[tokio::test]
async fn filters_find_as_they_do_elsewhere() {
    let rig = Rig::new();
    let found = rig
        .get("/api/v1/techniques?area=neck&position=seated")
        .await
        .ok();
    let query = unhunch_core::find::Query {
        area: Some("neck".to_owned()),
        position: Some("seated".to_owned()),
        ..Default::default()
    };
    let wanted = unhunch_core::find::techniques(&LIBRARY, &query).unwrap();
    let ids: Vec<&Value> = found["techniques"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    let wanted: Vec<Value> = wanted.iter().map(|one| one.id.as_str().into()).collect();
    assert!(!wanted.is_empty() && ids.iter().copied().eq(wanted.iter()));
    assert!(
        !rig.get("/api/v1/routines?goal=relief").await.ok()["routines"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    for (path, pointer) in [
        ("techniques?area=nek", "area"),
        ("techniques?goal=speed", "goal"),
        ("techniques?limit=0", "limit"),
        ("techniques?limit=201", "limit"),
        ("techniques?limit=x", "limit"),
        ("techniques?cursor=zz", "cursor"),
        ("techniques?colour=blue", "colour"),
        ("routines?muscle=none-such", "muscle"),
        ("figures/neck-roll.svg?theme=pink", "theme"),
    ] {
        let (status, kind, at) = rig.get(&format!("/api/v1/{path}")).await.problem();
        if path.starts_with("figures") && status == 404 {
            continue;
        }
        assert_eq!(
            (status, kind.as_str(), at.as_str()),
            (422, "invalid", pointer),
            "{path}"
        );
    }
}

#[tokio::test]
async fn content_has_tags_and_is_sent_once() {
    let rig = Rig::new();
    let technique = LIBRARY.techniques()[0].id.as_str();
    for path in [
        format!("/api/v1/techniques/{technique}"),
        "/api/v1/techniques".to_owned(),
        "/api/v1/techniques?limit=3".to_owned(),
        "/api/v1/routines".to_owned(),
        "/api/v1/guides".to_owned(),
        "/api/v1/vocabulary".to_owned(),
        "/api/v1/openapi.json".to_owned(),
        "/schema/technique.schema.json".to_owned(),
        "/api/v1/maps/back.svg?marks=neck,shoulder:right".to_owned(),
        "/api".to_owned(),
        "/problems".to_owned(),
    ] {
        let headers = [("accept-encoding", "gzip, br")];
        let first = rig.ask(Method::GET, &path, &headers, Body::empty()).await;
        assert_eq!(first.status, StatusCode::OK, "{path}");
        assert_eq!(first.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(first.header("vary"), Some("accept-encoding"), "{path}");
        let plain = rig.get(&path).await;
        assert!(plain.body.len() > first.body.len());
        let mut unpacked = Vec::new();
        let mut packed = flate2::read::GzDecoder::new(first.body.as_slice());
        packed.read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body, "{path}");
        let tag = first.header("etag").unwrap().to_owned();
        let headers = [("accept-encoding", "gzip"), ("if-none-match", tag.as_str())];
        let again = rig.ask(Method::GET, &path, &headers, Body::empty()).await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0),
            "{path}"
        );
        let head = rig.ask(Method::HEAD, &path, &[], Body::empty()).await;
        assert_eq!(
            (head.status, head.body.len()),
            (StatusCode::OK, 0),
            "{path}"
        );
    }
}

#[tokio::test]
async fn figures_are_pictures_that_do_nothing_else() {
    let rig = Rig::new();
    let drawn: Vec<&str> = LIBRARY
        .techniques()
        .iter()
        .map(|one| one.id.as_str())
        .filter(|id| LIBRARY.figure(id).is_some())
        .collect();
    let sided = drawn
        .iter()
        .find(|id| LIBRARY.figure(id).unwrap().side.is_some())
        .unwrap();
    let plain = drawn
        .iter()
        .find(|id| LIBRARY.figure(id).unwrap().side.is_none())
        .unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for query in [
        "",
        "?side=left",
        "?side=right",
        "?at=0",
        "?at=0.4",
        "?animate=true",
        "?theme=dark",
        "?view=1&theme=light",
    ] {
        let answer = rig
            .get(&format!("/api/v1/figures/{sided}.svg{query}"))
            .await;
        assert_eq!(
            answer.header("content-type"),
            Some("image/svg+xml"),
            "{query}"
        );
        let policy = answer.header("content-security-policy").unwrap();
        assert!(
            policy.contains("default-src 'none'; style-src 'unsafe-inline'"),
            "{policy}"
        );
        assert!(answer.text().starts_with("<svg"), "{query}");
        seen.insert(answer.text());
    }
    assert_eq!(seen.len(), 7, "one of the sides is as it is drawn");
    for (query, pointer) in [
        ("view=9", "view"),
        ("view=0", "view"),
        ("at=2", "at"),
        ("at=NaN", "at"),
        ("at=0&animate=true", "at"),
        ("side=up", "side"),
        ("theme=pink", "theme"),
        ("x=1", "x"),
    ] {
        let (status, _, at) = rig
            .get(&format!("/api/v1/figures/{sided}.svg?{query}"))
            .await
            .problem();
        assert_eq!((status, at.as_str()), (422, pointer), "{query}");
    }
    let (_, _, at) = rig
        .get(&format!("/api/v1/figures/{plain}.svg?side=left"))
        .await
        .problem();
    assert_eq!(at, "side");
    assert!(
        rig.get("/api/v1/maps/front.svg")
            .await
            .text()
            .contains("id=\"chest-left\"")
    );
    let (_, _, at) = rig.get("/api/v1/maps/front.svg?marks=moon").await.problem();
    assert_eq!(at, "marks");
    for path in ["figures/none-such.svg", "figures/none-such", "maps/top.svg"] {
        assert_eq!(
            rig.get(&format!("/api/v1/{path}")).await.problem().0,
            404,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_reference_names_everything() {
    let rig = Rig::new();
    let document = rig.get("/api/v1/openapi.json").await.ok();
    assert_eq!(document["openapi"], "3.1.0");
    let page = rig.get("/api").await.text();
    for (path, methods) in document["paths"].as_object().unwrap() {
        assert!(page.contains(&format!("{path}</code>")), "{path}");
        for operation in methods.as_object().unwrap().values() {
            assert!(
                operation["responses"]
                    .as_object()
                    .is_some_and(|all| !all.is_empty())
            );
        }
    }
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(page.contains(&format!("id=\"{name}\"")), "{name}");
    }
    assert!(
        page.contains("whole number from 1 to 200"),
        "bounds are told"
    );
    assert!(!page.contains("<script") && !page.contains(" style="));
    insta::assert_json_snapshot!("openapi", document);
}
