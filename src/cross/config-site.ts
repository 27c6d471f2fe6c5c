/**
 * `CONFIG_SITE`: what a configure script cannot find out when it builds for another machine, read by every script that
 * Autoconf made. https://www.gnu.org/software/autoconf/manual/autoconf-2.72/html_node/Site-Defaults.html
 *
 * The values are those of wasi-libc, and where it links a function that can only fail, of CPython's own file
 * (Tools/wasm/config.site-wasm32-wasi). A value that the user gives wins.
 */

/** Answers that take a run of the compiled program; Autoconf guesses the worst without one. */
const RUN_CHECKS: Readonly<Record<string, string>> = {
  ac_cv_c_bigendian: "no",
  ac_cv_func_calloc_0_nonnull: "yes",
  ac_cv_func_chown_works: "no",
  ac_cv_func_closedir_void: "no",
  ac_cv_func_fnmatch_works: "yes",
  ac_cv_func_fork_works: "no",
  ac_cv_func_getgroups_works: "no",
  ac_cv_func_lstat_dereferences_slashed_symlink: "yes",
  ac_cv_func_lstat_empty_string_bug: "no",
  ac_cv_func_malloc_0_nonnull: "yes",
  ac_cv_func_memcmp_working: "yes",
  ac_cv_func_mmap_fixed_mapped: "no",
  ac_cv_func_realloc_0_nonnull: "yes",
  ac_cv_func_stat_empty_string_bug: "no",
  ac_cv_func_strerror_r_char_p: "no",
  ac_cv_func_strtod: "yes",
  ac_cv_func_strtold: "yes",
  ac_cv_func_utime_null: "yes",
  ac_cv_func_vfork_works: "no",
  ac_cv_func_working_mktime: "yes",
};

/** Devices of the build machine that AC_CHECK_FILE would find. */
const FILES: Readonly<Record<string, string>> = {
  ac_cv_file__dev_ptc: "no",
  ac_cv_file__dev_ptmx: "no",
  ac_cv_file__dev_random: "no",
  ac_cv_file__dev_urandom: "no",
};

/** Functions and headers that are there and of no use: no pipes, no special files, no limits, no local sockets. */
const USELESS: Readonly<Record<string, string>> = {
  ac_cv_func_eventfd: "no",
  ac_cv_func_makedev: "no",
  ac_cv_func_mkfifo: "no",
  ac_cv_func_mkfifoat: "no",
  ac_cv_func_mknod: "no",
  ac_cv_func_mknodat: "no",
  ac_cv_func_pipe: "no",
  ac_cv_func_pipe2: "no",
  ac_cv_header_netpacket_packet_h: "no",
  ac_cv_header_sys_resource_h: "no",
  ac_cv_header_sys_un_h: "no",
};

/** `wasm32-wasi`: every config.sub from 2018 on knows it; wasip1 came six years later. */
export const AUTOTOOLS_HOST = "wasm32-wasi";

export function configSite(): string {
  const lines = (values: Readonly<Record<string, string>>) =>
    Object.entries(values)
      .map(([name, value]) => `: "\${${name}=${value}}"`)
      .join("\n");
  return `# Site defaults of Autoconf for ${AUTOTOOLS_HOST}.

# With CC set to a cross compiler a script without --host would try to run what it compiles.
if test "x$host_alias" = x; then
  host_alias=${AUTOTOOLS_HOST}
  cross_compiling=yes
fi
case $host_alias in
wasm32-*)
# Found out by running a program.
${lines(RUN_CHECKS)}
# Files of the build machine.
${lines(FILES)}
# Present, and of no use.
${lines(USELESS)}
;;
esac
`;
}
