//! Counts the words of a text.

use std::collections::HashMap;

use pyo3::prelude::*;

/// How often each word comes, in lower case.
#[pyfunction]
fn count(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            *counts.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }
    counts
}

/// The word at a place. A place behind the end panics, to show what a panic looks like.
#[pyfunction]
fn word_at(text: &str, index: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[index].to_string()
}

#[pymodule]
fn _wordcount(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(count, module)?)?;
    module.add_function(wrap_pyfunction!(word_at, module)?)
}
