import './base.css';
import './colours.css';
import './states.css';
import './panel.css';
import './diagnostics.css';
import './graph.css';
import './badges.css';
import './artifacts.css';
