//! Where a product's rules come from, and which of that was verified at its source.

use crate::catalogue::Product;
use crate::language::{Label, Language};

/// The mark of a source nobody has verified.
///
/// # Source
/// Ours: the catalogue files and the documentation write it behind what was not looked up.
pub const UNVERIFIED: &str = "未核实";

/// One source and what comes from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The source as the catalogue names it, without the mark.
    pub source: String,
    /// Whether it was verified at the source.
    pub verified: bool,
    /// What comes from it, each once, in the order of the product.
    pub what: Vec<Label>,
}

/// Every source of `product`, in the order it is first named; none is named twice.
pub fn provenance(product: &Product) -> Vec<Provenance> {
    let mut found: Vec<Provenance> = Vec::new();
    for (what, written) in named(product) {
        let verified = !written.contains(UNVERIFIED);
        let source = without_mark(written);
        match found.iter_mut().find(|known| known.source == source && known.verified == verified) {
            Some(known) if known.what.contains(&what) => {}
            Some(known) => known.what.push(what),
            None => found.push(Provenance { source, verified, what: vec![what] }),
        }
    }
    found
}

/// A source without the mark, in whichever brackets it stands.
fn without_mark(written: &str) -> String {
    let bare = written.replace(UNVERIFIED, "");
    bare.replace("()", "").replace("（）", "").trim().to_owned()
}

/// Each part of the product with its source as written.
fn named(product: &Product) -> Vec<(Label, &str)> {
    let mut named = vec![(Label::new("产品", "the product"), product.source.as_str())];
    for rule in &product.rules {
        let said = |language: Language| rule.require.say(language);
        let what = Label { zh: said(Language::Zh), en: said(Language::En) };
        named.push((what, &rule.source));
    }
    for limit in &product.limits {
        named.push((limit.label.clone(), &limit.source));
    }
    named.push((Label::new("利率", "the price"), &product.pricing.source));
    if let Some(lane) = &product.green_lane {
        named.push((Label::new("绿色通道", "the green lane"), &lane.source));
    }
    if let Some(pool) = &product.risk_pool {
        named.push((Label::new("风险补偿资金池", "the risk pool"), &pool.source));
    }
    if let Some(scene) = &product.scene {
        named.push((scene.name.clone(), &scene.source));
    }
    named
}
