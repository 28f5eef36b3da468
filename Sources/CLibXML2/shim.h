#include <libxml/xmlversion.h>
/* Its types of ICU clash with those that Foundation brings; nothing here needs them. */
#undef LIBXML_ICU_ENABLED
#include <iconv.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
