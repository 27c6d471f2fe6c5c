//! Adler-32 as a Python class; the sum itself is computed in C.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

extern "C" {
    fn example_adler32(sum: u32, bytes: *const u8, length: usize) -> u32;
}

#[pyclass(module = "adler")]
struct Adler32 {
    sum: u32,
}

#[pymethods]
impl Adler32 {
    #[new]
    fn new() -> Self {
        Adler32 { sum: 1 }
    }

    /// Adds bytes; None is refused, as everything that is not bytes.
    fn update(&mut self, bytes: &[u8]) -> PyResult<()> {
        if bytes.is_empty() {
            return Err(PyValueError::new_err("there is nothing to add"));
        }
        // SAFETY: the slice is valid for its length, and C only reads it.
        self.sum = unsafe { example_adler32(self.sum, bytes.as_ptr(), bytes.len()) };
        Ok(())
    }

    #[getter]
    fn value(&self) -> u32 {
        self.sum
    }
}

#[pymodule]
fn _adler(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Adler32>()
}
