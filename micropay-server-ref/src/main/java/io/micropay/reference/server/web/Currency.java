package io.micropay.reference.server.web;

/**
 * How the page shows amounts.
 *
 * @param code a code or a sign
 * @param decimals how many digits stand behind the point
 */
public record Currency(String code, int decimals) {}
