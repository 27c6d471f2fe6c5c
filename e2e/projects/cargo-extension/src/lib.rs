//! An extension module without any crate: what `cargo build` alone makes of it is to be seen.
use std::ffi::{c_char, c_int, c_void};

#[repr(C)]
struct ModuleDef {
    base: [usize; 5],
    name: *const c_char,
    doc: *const c_char,
    size: isize,
    rest: [usize; 5],
}

extern "C" {
    fn PyModule_Create2(definition: *mut ModuleDef, version: c_int) -> *mut c_void;
}

static mut DEFINITION: ModuleDef = ModuleDef {
    base: [1, 0, 0, 0, 0],
    name: c"from_cargo".as_ptr(),
    doc: std::ptr::null(),
    size: -1,
    rest: [0; 5],
};

#[no_mangle]
pub unsafe extern "C" fn PyInit_from_cargo() -> *mut c_void {
    PyModule_Create2(&raw mut DEFINITION, 1013)
}
