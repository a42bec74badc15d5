package org.tongzhou.access;

/** Network addresses as they are counted. */
public final class Addresses {
    private static final int GROUPS_OF_A_SITE = 4;

    private Addresses() {}

    /** IPv4 whole; of IPv6 the first 64 bits, since one subscriber owns all the rest. */
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] halves = address.split("::", 2);
        String[] head = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
        StringBuilder site = new StringBuilder();
        for (int i = 0; i < GROUPS_OF_A_SITE; i++) {
            site.append(i < head.length ? head[i] : "0").append(':');
        }
        return site.toString();
    }
}
