"""The currencies of ISO 4217: codes, digits after the point, and the signs people write for them."""

_TWO = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG
YER ZAR ZMW ZWG
"""
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"
# Withdrawn since 2021, but records of those years still carry them.
_WITHDRAWN = "ANG BGN CUC HRK SLL ZWL"

# Metals, funds' units of account and test codes have no minor unit, so they are not listed.
DIGITS: dict[str, int] = {
    code: digits
    for digits, codes in ((2, _TWO), (2, _WITHDRAWN), (0, _NONE), (3, _THREE), (4, _FOUR))
    for code in codes.split()
}

_DOLLARS = """
ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD SVC TTD TWD
USD USN UYU XCD
"""
# A sign that stands for several currencies is accepted for each of them.
SIGNS: dict[str, frozenset[str]] = {
    sign: frozenset(codes.split())
    for sign, codes in {
        "$": _DOLLARS,
        "US$": "USD", "A$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
        "R$": "BRL", "NT$": "TWD", "MX$": "MXN",
        "€": "EUR", "£": "GBP EGP FKP GIP LBP SDG SHP SSP SYP", "¥": "JPY CNY", "₹": "INR",
        "Rs": "INR LKR NPR PKR MUR SCR", "₨": "INR LKR NPR PKR MUR SCR",
        "₩": "KRW KPW", "₺": "TRY", "TL": "TRY", "₽": "RUB", "₴": "UAH", "₫": "VND", "₪": "ILS", "₦": "NGN",
        "₱": "PHP CUP", "฿": "THB", "₡": "CRC SVC", "₸": "KZT", "₾": "GEL", "₼": "AZN", "₮": "MNT",
        "₲": "PYG", "₵": "GHS", "₭": "LAK", "៛": "KHR", "৳": "BDT", "֏": "AMD", "⃀": "KGS",
        "kr": "DKK ISK NOK SEK", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "lei": "RON MDL", "лв": "BGN",
        "R": "ZAR", "RM": "MYR", "Rp": "IDR", "Fr": "CHF", "SFr": "CHF",
    }.items()
}  # fmt: skip
