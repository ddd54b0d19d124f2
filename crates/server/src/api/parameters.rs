//! The queries of addresses: what an address does not take is refused, on every one alike.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::{MatchedPath, Query, Request};
use axum::http::{Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, ParameterIn};

use super::document;
use crate::problem::{Outcome, Problem};

/// The parameters that each address takes, by its pattern and method, as the document has them.
static TAKEN: LazyLock<BTreeMap<(String, &'static str), Vec<String>>> = LazyLock::new(|| {
    let mut taken = BTreeMap::new();
    for (path, item) in document().paths.paths {
        let operations = [
            ("GET", item.get),
            ("POST", item.post),
            ("PUT", item.put),
            ("DELETE", item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                taken.insert((path.clone(), method), names(operation));
            }
        }
    }
    taken
});

/// The parameters of an operation that stand in a query.
fn names(operation: Operation) -> Vec<String> {
    let parameters = operation.parameters.into_iter().flatten();
    let queried = parameters.filter_map(|one| match one {
        RefOr::T(one) if one.parameter_in == ParameterIn::Query => Some(one.name),
        _ => None,
    });
    queried.collect()
}

/// Refuses parameters that an address does not take, and those that it is given twice.
pub(super) async fn only_taken(matched: MatchedPath, request: Request, next: Next) -> Response {
    match check(matched.as_str(), request.method(), request.uri()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn check(pattern: &str, method: &Method, uri: &Uri) -> Outcome<()> {
    if uri.query().is_none_or(str::is_empty) {
        return Ok(());
    }
    let method = match method.as_str() {
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        // What is asked with HEAD is what GET would give.
        _ => "GET",
    };
    let taken = TAKEN.get(&(pattern.to_owned(), method));
    let taken = taken.map(Vec::as_slice).unwrap_or_default();
    let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri) else {
        return Err(Problem::invalid("", "the query cannot be read"));
    };
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in &pairs {
        let shown: String = name.chars().take(80).collect();
        if !taken.contains(name) {
            let takes = match taken {
                [] => "this address takes none".to_owned(),
                names => format!("this address takes `{}`", names.join("`, `")),
            };
            let says = format!("`{shown}` is no parameter here; {takes}");
            return Err(Problem::invalid(shown, says));
        }
        if seen.contains(&name.as_str()) {
            let says = format!("`{shown}` is given twice; give it once");
            return Err(Problem::invalid(shown, says));
        }
        seen.push(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_takes_its_own() {
        let checked = |pattern: &str, method: Method, uri: &'static str| {
            check(pattern, &method, &Uri::from_static(uri)).map_err(|problem| problem.pointer)
        };
        let sessions = "/api/v1/sessions";
        for fine in ["/?", "/?&", "/?limit=1&open=true", "/?%6cimit=1"] {
            assert_eq!(checked(sessions, Method::HEAD, fine), Ok(()), "{fine}");
        }
        for (uri, at) in [
            ("/?x", "x"),
            ("/?limit=1&x=2", "x"),
            ("/?limit=1&limit=1", "limit"),
            ("/?Limit=1", "Limit"),
        ] {
            let refused = checked(sessions, Method::GET, uri);
            assert_eq!(refused, Err(Some(at.to_owned())), "{uri}");
        }
        // What a list takes, a new entry in it does not.
        assert!(checked(sessions, Method::POST, "/?limit=1").is_err());
        assert!(checked("/api/v1/safety", Method::GET, "/?x").is_err());
        assert!(checked("/api/v1/openapi.json", Method::GET, "/?x").is_err());
    }
}
