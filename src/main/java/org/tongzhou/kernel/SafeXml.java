package org.tongzhou.kernel;

import javax.xml.stream.XMLInputFactory;

/** XML that others wrote names no files or addresses, and declares no entities, that reading it would follow. */
public final class SafeXml {
    private SafeXml() {}

    /** Every reader's; depth and lengths each bounds by what it reads. */
    public static <F extends XMLInputFactory> F harden(F factory) {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
