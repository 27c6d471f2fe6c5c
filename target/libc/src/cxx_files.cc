/*
 * The compiled part of libc++'s file streams, for a libc++ that was built without a file system (WASI SDK 21). The
 * overlay's <fstream> declares these as being in the library.
 */
#include <__config>
#include <fstream>
#ifdef _PYWASI_LIBCPP_FILES
_LIBCPP_BEGIN_NAMESPACE_STD
template class basic_filebuf<char>;
template class basic_ifstream<char>;
template class basic_ofstream<char>;
_LIBCPP_END_NAMESPACE_STD
#endif
