//! Files that were tampered with, each with what a verifier must say.

use serde_json::{Value, json};
use shared::canonical::{self, Digest};
use shared::evidence::head::LogHead;
use shared::evidence::{EvidenceBundle, EvidenceEvent};
use shared::timestamp::Timestamp;

use crate::forger::{Forger, rechain};

/// A file and the verdict on it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) file: Vec<u8>,
    pub(crate) verdict: String,
}

fn case(name: impl Into<String>, bundle: &EvidenceBundle, verdict: impl Into<String>) -> Case {
    let file = canonical::bytes(bundle).expect("a file");
    Case { name: name.into(), file, verdict: verdict.into() }
}

/// The same file without what makes it large: documents and PDF may be left out.
pub(crate) fn light(whole: &EvidenceBundle) -> EvidenceBundle {
    let mut light = whole.clone();
    light.documents.clear();
    light.files.retain(|_, content| content.len() < 10_000);
    light
}

/// Everything that can be done to the file, and to this file alone.
pub(crate) fn cases(whole: &EvidenceBundle) -> Vec<Case> {
    let mut cases = vec![case("whole", whole, "ok"), case("light", &light(whole), "ok")];
    let light = light(whole);
    cases.extend(to_the_chain(&light));
    cases.extend(to_documents(whole));
    cases.extend(to_heads_and_keys(&light));
    cases.extend(to_proofs(&light));
    cases.extend(to_signatures(whole));
    cases.extend(to_time_stamps(whole));
    cases
}

fn to_the_chain(light: &EvidenceBundle) -> Vec<Case> {
    let mut cases = Vec::new();
    let last = light.events.len();
    let mut add = |name: String, verdict: String, change: &dyn Fn(&mut EvidenceBundle)| {
        let mut bundle = light.clone();
        change(&mut bundle);
        cases.push(case(name, &bundle, verdict));
    };
    for n in 1..=last {
        add(format!("flipped byte in event {n}"), format!("event {n} altered"), &|bundle| {
            bundle.events[n - 1].at = bundle.events[n - 1].at.plus_seconds(1);
        });
        let verdict = if n == last {
            format!("event {n} truncated")
        } else {
            format!("event {n} out_of_sequence")
        };
        add(format!("dropped event {n}"), verdict, &|bundle| {
            bundle.events.remove(n - 1);
            bundle.inclusion.remove(n - 1);
        });
        add(format!("repeated event {n}"), format!("event {} out_of_sequence", n + 1), &|bundle| {
            bundle.events.insert(n, bundle.events[n - 1].clone());
        });
        add(format!("event {n} of another application"), other(n), &|bundle| {
            bundle.events[n - 1] = elsewhere(&bundle.events, n - 1);
        });
    }
    for n in 1..last {
        add(format!("swapped {n}"), format!("event {n} out_of_sequence"), &|bundle| {
            bundle.events.swap(n - 1, n);
        });
        add(format!("cut to {n}"), format!("event {} truncated", n + 1), &|bundle| {
            bundle.events.truncate(n);
            bundle.inclusion.truncate(n);
        });
        add(format!("changed and chained anew {n}"), format!("event {last} forked"), &|bundle| {
            bundle.events[n - 1].at = Timestamp::MIN;
            rechain(&mut bundle.events);
        });
        add(format!("inserted {n}"), format!("event {} inserted", last + 1), &|bundle| {
            let mut inserted = bundle.events[n].clone();
            inserted.body = json!({ "review_requested": {} });
            bundle.events.insert(n, inserted);
            rechain(&mut bundle.events);
        });
    }
    add("nothing left".to_owned(), "event 1 empty".to_owned(), &|bundle| bundle.events.clear());
    cases
}

/// The first event of a foreign chain is at its place; the next one then belongs to another chain.
fn other(n: usize) -> String {
    format!("event {} other_application", if n == 1 { 2 } else { n })
}

fn elsewhere(events: &[EvidenceEvent<Value>], index: usize) -> EvidenceEvent<Value> {
    let head = index.checked_sub(1).map(|before| events[before].head());
    let body = events[index].body.clone();
    EvidenceEvent::following(head, "another application", events[index].at, body).expect("an event")
}

fn to_documents(whole: &EvidenceBundle) -> Vec<Case> {
    let mut cases = Vec::new();
    let (document, _) = whole.documents.first_key_value().expect("documents");
    let mut changed = whole.clone();
    changed.documents.entry(*document).and_modify(|text| text.push(' '));
    cases.push(case("changed document", &changed, format!("document {document} altered")));
    let (file, _) = whole.files.first_key_value().expect("files");
    let mut changed = whole.clone();
    changed.files.insert(*file, "AAAA".to_owned());
    cases.push(case("changed file", &changed, format!("file {file} altered")));
    let mut more = light(whole);
    more.documents.insert(Digest::of(b"more"), "more".to_owned());
    cases.push(case("a document nobody names proves nothing and breaks nothing", &more, "ok"));
    cases
}

fn to_heads_and_keys(light: &EvidenceBundle) -> Vec<Case> {
    let name = light.keys[0].verifier.split('+').next().expect("a name");
    let forger = Forger::named(name);
    let mut cases = Vec::new();
    let mut add = |name: &str, verdict: &str, change: &dyn Fn(&mut EvidenceBundle)| {
        let mut bundle = light.clone();
        change(&mut bundle);
        cases.push(case(name, &bundle, verdict));
    };
    let text = |note: &str| note.split_once("\n\n").expect("a note").0.to_owned() + "\n";
    add("log head by a foreign key", "log_head foreign_key", &|bundle| {
        bundle.log_head = forger.sign(text(&bundle.log_head));
    });
    add("chain head by a foreign key", "chain_head foreign_key", &|bundle| {
        bundle.chain_head = forger.sign(text(&bundle.chain_head));
    });
    add("a foreign key in place of the bank's", "log_head foreign_key", &|bundle| {
        bundle.keys[0].verifier = forger.verifier().to_string();
    });
    add("forged root", "log_head forged", &|bundle| {
        let root = LogHead { size: 1, root: Digest::of(b"mine") }.text("");
        let root = root.lines().nth(2).expect("a root").to_owned();
        let old = bundle.log_head.lines().nth(2).expect("a root").to_owned();
        bundle.log_head = bundle.log_head.replace(&old, &root);
    });
    add("forged chain head", "chain_head forged", &|bundle| {
        let digest = bundle.events.last().expect("events").digest.to_string();
        let other = Digest::of(b"other").to_string();
        bundle.chain_head = bundle.chain_head.replace(&digest, &other);
    });
    add("one head in place of the other", "chain_head malformed", &|bundle| {
        bundle.chain_head = bundle.log_head.clone();
    });
    add("no heads", "log_head malformed", &|bundle| bundle.log_head.clear());
    add("a head with more said", "log_head malformed", &|bundle| {
        bundle.log_head = bundle.log_head.replacen("\n\n", "\nmore\n\n", 1);
    });
    add("no keys", "key 1 malformed", &|bundle| bundle.keys.clear());
    add("a first key that is endorsed", "key 1 malformed", &|bundle| {
        bundle.keys[0].endorsement = bundle.log_head.clone();
    });
    add("a first key from later on", "key 1 out_of_sequence", &|bundle| {
        bundle.keys[0].from_size = 1;
    });
    add("a second key nobody endorsed", "key 2 malformed", &|bundle| {
        bundle.keys.push(bundle.keys[0].clone());
    });
    add("a second key that endorses itself", "key 2 foreign_key", &|bundle| {
        let verifier = forger.verifier();
        let text = shared::evidence::key::endorsement_text(&verifier, 3);
        bundle.keys.push(shared::evidence::LogKey {
            endorsement: forger.sign(text),
            from_size: 3,
            verifier: verifier.to_string(),
        });
    });
    cases
}

fn to_proofs(light: &EvidenceBundle) -> Vec<Case> {
    let mut cases = Vec::new();
    let last = light.events.len();
    let mut add = |name: String, verdict: String, change: &dyn Fn(&mut EvidenceBundle)| {
        let mut bundle = light.clone();
        change(&mut bundle);
        cases.push(case(name, &bundle, verdict));
    };
    for n in 1..=last {
        add(format!("replayed proof {n}"), format!("inclusion {n} invalid"), &|bundle| {
            bundle.inclusion[n - 1] = bundle.inclusion[n % last].clone();
        });
        add(format!("proof of another place {n}"), format!("inclusion {n} invalid"), &|bundle| {
            bundle.inclusion[n - 1].index += 1;
        });
        add(format!("shortened proof {n}"), format!("inclusion {n} invalid"), &|bundle| {
            bundle.inclusion[n - 1].hashes.pop();
        });
        add(format!("lengthened proof {n}"), format!("inclusion {n} invalid"), &|bundle| {
            bundle.inclusion[n - 1].hashes.push(Digest::ZERO);
        });
    }
    add("no proof of the last".to_owned(), format!("inclusion {last} missing"), &|bundle| {
        bundle.inclusion.pop();
    });
    add("one proof too many".to_owned(), format!("inclusion {} inserted", last + 1), &|bundle| {
        bundle.inclusion.push(bundle.inclusion[0].clone());
    });
    add("a place beyond all counting".to_owned(), "inclusion 1 invalid".to_owned(), &|bundle| {
        bundle.inclusion[0].index = u64::MAX;
    });
    cases
}

/// The index of the first event of a kind.
fn index_of(bundle: &EvidenceBundle, kind: &str) -> usize {
    bundle.events.iter().position(|event| event.body.get(kind).is_some()).expect("an event")
}

/// What only a forger with a log of their own can do, the agreement left out so that it does not tell on them.
fn to_signatures(whole: &EvidenceBundle) -> Vec<Case> {
    let forger = Forger::named("forger");
    let (index, mut light) = (index_of(whole, "contract_signed"), whole.clone());
    light.documents.clear();
    let n = index + 1;
    let body = |events: &mut Vec<EvidenceEvent<Value>>, change: &dyn Fn(&mut Value)| {
        change(&mut events[index].body["contract_signed"]);
    };
    let changed = |change: &dyn Fn(&mut Value)| forger.forge(&light, |events| body(events, change));
    let mut cases = vec![
        case("a forger's log around a true history", &changed(&|_| ()), "ok"),
        case(
            "a forger's log around the agreement that names the bank's",
            &forger.forge(whole, |_| ()),
            format!("signature {n} unknown_log_key"),
        ),
    ];
    let digest = |text: &str| json!(Digest::of(text.as_bytes()).to_string());
    for (name, member, value, fault) in [
        ("another agreement", "contract", digest("other"), "forged"),
        ("another challenge", "challenge", digest("other"), "forged"),
        ("another PDF signed", "pdf", digest("other"), "forged"),
        ("a certificate that is not there", "certificate", digest("other"), "missing"),
        ("no issuers", "issuers", json!([]), "uncertified"),
        ("another algorithm", "algorithm", json!("rsa"), "malformed"),
        ("no signature", "signature", json!(""), "forged"),
        ("a signature that is not base64", "signature", json!("?"), "malformed"),
        ("a number for a signature", "signature", json!(7), "malformed"),
        ("no key", "public_key", json!(""), "forged"),
    ] {
        let bundle = changed(&|body| body[member] = value.clone());
        cases.push(case(name, &bundle, format!("signature {n} {fault}")));
    }
    let bundle = changed(&|body| body["more"] = json!(1));
    cases.push(case("more than a signature", &bundle, format!("signature {n} malformed")));
    let bundle = changed(&|body| {
        let issuers = body["issuers"].as_array_mut().expect("issuers");
        issuers.reverse();
    });
    cases.push(case("issuers in another order", &bundle, format!("signature {n} uncertified")));
    for (name, at) in [("before", Timestamp::MIN), ("after", Timestamp::MAX)] {
        let bundle = forger.forge(&light, |events| events[index].at = at);
        let name = format!("signed {name} the certificate was valid");
        cases.push(case(name, &bundle, format!("signature {n} uncertified")));
    }
    let bundle = changed(&|body| body["document"] = body["certificate"].clone());
    cases.push(case("a PDF that is none", &bundle, format!("pdf {n} altered")));
    cases
}

fn to_time_stamps(whole: &EvidenceBundle) -> Vec<Case> {
    let forger = Forger::named("forger");
    let (index, mut light) = (index_of(whole, "timestamped"), whole.clone());
    light.documents.clear();
    let n = index + 1;
    let signed = light.events[index_of(whole, "contract_signed")].body["contract_signed"].clone();
    let changed = |change: &dyn Fn(&mut Value)| {
        forger.forge(&light, |events| change(&mut events[index].body["timestamped"]))
    };
    let digest = |text: &str| json!(Digest::of(text.as_bytes()).to_string());
    let mut cases = Vec::new();
    for (name, member, value, fault) in [
        ("a stamp on another signature", "signature", digest("other"), "other"),
        ("a token that is not there", "token", digest("other"), "missing"),
        ("a token that is a certificate", "token", signed["certificate"].clone(), "forged"),
        ("no authority", "authority", json!([]), "malformed"),
        ("an authority by word", "authority", json!("me"), "malformed"),
        (
            "the signer as authority",
            "authority",
            json!([signed["certificate"], signed["issuers"][0], signed["issuers"][1]]),
            "forged",
        ),
    ] {
        let bundle = changed(&|body| body[member] = value.clone());
        cases.push(case(name, &bundle, format!("timestamp {n} {fault}")));
    }
    let bundle = changed(&|body| {
        let authority = body["authority"].as_array_mut().expect("an authority");
        authority.truncate(1);
    });
    cases.push(case("an authority without a root", &bundle, format!("timestamp {n} uncertified")));
    let bundle = changed(&|body| body["document"] = body["token"].clone());
    cases.push(case("a stamped PDF that is none", &bundle, format!("pdf {n} altered")));
    let bundle = forger.forge(&light, |events| {
        let stamp = events.remove(index);
        events.insert(0, stamp);
    });
    cases.push(case("a stamp before its signature", &bundle, "timestamp 1 other"));
    cases
}
