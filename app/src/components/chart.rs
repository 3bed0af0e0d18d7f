//! A picture made of a few paths; its words are HTML around it, so they follow the text size.

use super::Reading;
use crate::dom::{View, el, svg};

/// One shape of a chart.
pub struct Series {
    /// How it is drawn.
    pub class: &'static str,
    /// Its path.
    pub path: Reading<String>,
}

/// A chart.
///
/// `size` is the width and height of the box the paths are drawn in; `sentence` says in words what
/// the picture shows; `above` and `below` are the words at its edges; `keys` explain its colours.
pub fn chart<Word: Clone + Into<View>>(
    size: Reading<(i64, i64)>,
    series: Vec<Series>,
    sentence: Reading<String>,
    above: Vec<View>,
    below: Vec<View>,
    keys: &[(&'static str, Word)],
) -> View {
    let mut plot = svg("svg")
        .class("chart__plot")
        .set("preserveAspectRatio", "none")
        .set("role", "img")
        .follow("viewBox", move || {
            let (width, height) = size.get();
            Some(["0 0 ", &width.to_string(), " ", &height.to_string()].concat())
        })
        .follow("aria-label", move || Some(sentence.get()));
    for Series { class, path } in series {
        plot = plot.with(svg("path").class(class).follow("d", move || Some(path.get())));
    }
    let axis = |words: Vec<View>| {
        let words = words.into_iter().map(|word| el("span").with(word)).collect::<Vec<_>>();
        el("p").class("chart__axis").with(words)
    };
    let mut legend = el("figcaption").class("chart__legend");
    for (name, label) in keys {
        let key = el("span").class("chart__key").set("data-series", name);
        legend = legend.with(key.with(label.clone()));
    }
    el("figure").class("chart").with(axis(above)).with(plot).with(axis(below)).with(legend).into()
}
