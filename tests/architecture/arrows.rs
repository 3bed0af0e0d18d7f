//! Who may know whom.

use crate::source::{all_rust, is_word, lines_with, root, rust_below};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Modules of `shared` that the rest is built on.
const LEAVES: [&str; 6] = ["money", "rate", "rounding", "day_count", "calendar", "identifier"];

/// What the leaves may use themselves: each other's basis, which knows nothing of lending.
const BASIS: [&str; 7] =
    ["date_text", "digits", "from_text", "language", "rounding", "schema", "short_list"];

/// Who of the workspace each member may depend on. `tests` may use all three.
const ALLOWED: [(&str, &[&str]); 7] = [
    ("shared", &[]),
    ("server", &["shared"]),
    ("app", &["shared"]),
    ("tests", &["app", "server", "shared"]),
    ("benchmarks", &["shared"]),
    ("xtask", &["server", "shared"]),
    ("wasm-test-runner", &[]),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// Each member of the workspace with the names of its direct dependencies.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let member = |package: &Value| {
        (name(package), list(&package["dependencies"]).iter().map(name).collect())
    };
    list(&metadata["packages"]).iter().map(member).collect()
}

#[test]
fn members_of_the_workspace_depend_on_each_other_only_along_the_arrows() {
    let dependencies = dependencies();
    let members: BTreeSet<&String> = dependencies.keys().collect();
    let allowed: BTreeMap<_, _> = ALLOWED.into_iter().collect();
    let mut wrong = Vec::new();
    for (member, uses) in &dependencies {
        let Some(allowed) = allowed.get(member.as_str()) else {
            wrong.push(format!("{member} is not in the list of members"));
            continue;
        };
        let used = uses.iter().filter(|name| members.contains(name));
        wrong.extend(
            used.filter(|name| !allowed.contains(&name.as_str()))
                .map(|name| format!("{member} depends on {name}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_domain_needs_no_runtime_no_network_no_store_and_no_screen() {
    let forbidden = [
        "axum",
        "getrandom",
        "gloo-net",
        "leptos",
        "rand",
        "reqwest",
        "rusqlite",
        "sqlx",
        "tokio",
        "tracing",
        "uuid",
        "web-sys",
    ];
    let of_shared = &dependencies()["shared"];
    let wrong: Vec<_> = forbidden.into_iter().filter(|name| of_shared.contains(*name)).collect();
    assert_eq!(wrong, Vec::<&str>::new());
}

/// Modules of `shared` that `code` names after `crate::`.
fn modules_named(code: &str) -> BTreeSet<String> {
    let after = code.match_indices("crate::").map(|(at, prefix)| &code[at + prefix.len()..]);
    after.map(|rest| rest.chars().take_while(|&c| is_word(c)).collect()).collect()
}

/// The module of `shared` that `path` belongs to.
fn module_of(path: &str) -> &str {
    let inside = path.trim_start_matches("shared/src/");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

#[test]
fn leaves_of_the_domain_know_nothing_of_the_rest() {
    let mut wrong = Vec::new();
    for file in rust_below("shared/src") {
        let module = module_of(&file.path);
        if LEAVES.contains(&module) {
            let named = modules_named(&file.product_code());
            let outside = named.iter().filter(|name| *name != module);
            let outside = outside.filter(|name| !BASIS.contains(&name.as_str()));
            wrong.extend(outside.map(|name| format!("{} knows crate::{name}", file.path)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn schedule_and_annualised_cost_stand_on_leaves_only() {
    let mut wrong = Vec::new();
    for file in rust_below("shared/src") {
        let module = module_of(&file.path);
        if ["schedule", "annualised"].contains(&module) {
            let allowed =
                LEAVES.iter().chain(&BASIS).chain(&["schedule", "annualised", "interest"]);
            let allowed: BTreeSet<&str> = allowed.copied().collect();
            let named = modules_named(&file.product_code());
            let outside = named.iter().filter(|name| !allowed.contains(name.as_str()));
            wrong.extend(outside.map(|name| format!("{} knows crate::{name}", file.path)));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_wire_contract_stands_on_top_of_the_domain() {
    let below = rust_below("shared/src").into_iter().filter(|file| module_of(&file.path) != "api");
    let wrong: Vec<_> = below
        .filter(|file| modules_named(&file.code()).contains("api"))
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

/// Product code that names `word` outside the files `allowed` accepts.
fn named_outside(folder: &str, word: &str, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    rust_below(folder)
        .into_iter()
        .filter(|file| !allowed(&file.path))
        .flat_map(|file| {
            let lines = lines_with(&file.product_code(), word);
            lines.into_iter().map(move |line| format!("{}:{line} names {word}", file.path))
        })
        .collect()
}

#[test]
fn only_the_app_s_api_client_speaks_http_and_only_one_file_stores_in_the_browser() {
    let mut wrong = named_outside("app/src", "gloo_net", |path| path == "app/src/api.rs");
    wrong.extend(named_outside("app/src", "local_storage", |path| path == "app/src/saved.rs"));
    wrong.extend(named_outside("app/src", "session_storage", |path| path == "app/src/saved.rs"));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_store_speaks_sql() {
    let in_store = |path: &str| path.starts_with("server/src/store/");
    let mut wrong = Vec::new();
    for driver in ["rusqlite", "sqlx"] {
        wrong.extend(named_outside("server/src", driver, in_store));
        wrong.extend(named_outside("shared/src", driver, |_| false));
        wrong.extend(named_outside("app", driver, |_| false));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_migrations_run_sql_that_is_not_a_constant() {
    let mut wrong = Vec::new();
    // What runs any text, by driver. SQLite's settings are a constant that opening a connection runs.
    for (word, allowed) in [
        ("AssertSqlSafe", &["change_schema("][..]),
        ("execute_batch", &["change_schema(", "open("]),
    ] {
        wrong.extend(named_outside("server/src", word, |path| {
            path.starts_with("server/src/store/")
        }));
        for file in rust_below("server/src/store") {
            let code = file.product_code();
            for (at, _) in code.match_indices(word) {
                let function = code[..at].rsplit("fn ").next().unwrap_or_default();
                if !allowed.iter().any(|name| function.starts_with(name)) {
                    wrong.push(format!("{} uses {word} outside {allowed:?}", file.path));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_clock_reads_time_and_only_one_source_gives_randomness() {
    let mut wrong = Vec::new();
    for word in ["SystemTime::now", "Utc::now", "Local::now", "Instant::now"] {
        wrong.extend(named_outside("server/src", word, |path| path == "server/src/clock.rs"));
        wrong.extend(named_outside("shared/src", word, |_| false));
    }
    for word in ["getrandom", "OsRng", "thread_rng", "new_v4", "now_v7"] {
        wrong.extend(named_outside("server/src", word, |path| path == "server/src/randomness.rs"));
        wrong.extend(named_outside("shared/src", word, |_| false));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn controls_of_the_app_know_no_domain_but_money() {
    let mut wrong = Vec::new();
    for file in rust_below("app/src/components") {
        let code = file.product_code();
        for (at, prefix) in code.match_indices("shared::") {
            let name: String =
                code[at + prefix.len()..].chars().take_while(|&c| is_word(c)).collect();
            if !["money", "language"].contains(&name.as_str()) {
                wrong.push(format!("{} knows shared::{name}", file.path));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn paths_of_the_api_are_written_once() {
    let wrong: Vec<_> = all_rust()
        .into_iter()
        .filter(|file| ["app/src/", "server/src/"].iter().any(|own| file.path.starts_with(own)))
        .filter(|file| {
            let end = file.text.find("#[cfg(test)]").unwrap_or(file.text.len());
            let is_path =
                |line: &&str| line.contains("\"/api/v1/") && !line.contains("/api/v1/health");
            file.text[..end].lines().any(|line| is_path(&line))
        })
        .map(|file| file.path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}
